/**
 * Uncommitted state: workspaces, and what stands on them, stashes and transactions.
 *
 * <p>
 * {@link io.memgit.core.workspace.Workspaces} is the door to workspaces,
 * {@link io.memgit.core.workspace.Stashes} and {@link io.memgit.core.workspace.Transactions} those
 * to
 * the others. A workspace is a commit in the shape of Git's own stash under a hidden ref of its
 * owner,
 * and is amended by each write:
 *
 * <pre>
 *   hidden ref ──► WIP commit ─── tree: the work tree
 *   (branch, base)     │  └─────► index commit ─── tree: the index
 *                      └────────────────┴────────► base
 * </pre>
 *
 * <p>
 * Without a change it is its base, and takes nothing but its name. Each write is one entry of the
 * repository that compares the hidden ref with the one that was seen; when another write came
 * between,
 * it is decided again.
 */
@NullMarked
package io.memgit.core.workspace;

import org.jspecify.annotations.NullMarked;
