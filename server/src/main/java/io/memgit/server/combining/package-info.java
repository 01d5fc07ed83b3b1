/**
 * What combines histories: merge, cherry-pick, revert, rebase and reset, their conflicts, and how
 * two revisions compare.
 *
 * <pre>
 *   body ──► Operation ──► Sequencer ─┬─► Done ──► the answer of the verb
 *                                     ├─► Conflicted ──► 409, a conflict by its id ──► resolve ──► the same again
 *                                     └─► any other ──► CombiningProblems
 * </pre>
 *
 * A file in conflict looks the same wherever it is told:
 * {@link io.memgit.server.combining.ConflictFile}.
 */
@NullMarked
package io.memgit.server.combining;

import org.jspecify.annotations.NullMarked;
