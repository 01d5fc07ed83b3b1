/**
 * Repositories: what each of them is at this moment, and the door through which they are made,
 * found, written to and dropped.
 *
 * <p>
 * {@link io.memgit.core.repo.Repositories} is the door. A
 * {@link io.memgit.core.repo.MemoryRepository} is one repository: an immutable root (refs, default
 * branch, number of the last event) behind one reference, the objects, and the log of events.
 * Readers take the root and go from there, without a lock; what changes it are entries, see
 * {@link io.memgit.core.repo.RepoPayload}. An {@link io.memgit.core.repo.Expirer} submits those
 * that
 * end what nobody has written to for as long as it is kept.
 *
 * <pre>
 *   Repositories ── Entry ──► Ledger ─┬► Catalog.apply              name -&gt; id and group
 *   (one door, one or two Storages)   └► RepositoriesState.apply ─► MemoryRepository
 *                                                                     root ─► refs, head, last event
 *                                                                     objects, events, leases
 * </pre>
 *
 * <p>
 * A repository that outlives the process has a folder. {@code StateFiles} writes what has changed
 * to it when a snapshot is taken, makes the repositories of a snapshot again, and deletes files
 * that nothing refers to any more.
 *
 * <p>
 * A write publishes its objects before the root that refers to them, so that whoever sees a ref
 * sees
 * all it reaches.
 */
@NullMarked
package io.memgit.core.repo;

import org.jspecify.annotations.NullMarked;
