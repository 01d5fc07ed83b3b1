/**
 * What makes commits out of commits: merge, cherry-pick, revert and rebase, in memory and without a
 * work tree, with the trees, messages and parents that {@code git} gives.
 *
 * <p>
 * {@link io.memgit.core.sequencer.Sequencer} is the door. An
 * {@link io.memgit.core.sequencer.Operation} names commits by their ids, so that evaluating it on
 * one head of its branch always gives the same; only the branch is looked up anew when somebody
 * else was quicker.
 *
 * <pre>
 *   Operation, head ──► Evaluation ─┬─► commits, kept aside ──► RefUpdate ──► Ledger ──► Done
 *                          ▲        ├─► Conflicted ──► ConflictSessions          │
 *                          │        └─► Declined            │                    │
 *                          └──── resolutions of files ◄─────┘        Stale ──► again
 * </pre>
 *
 * A conflict is not state of the repository: it is the operation, who asked for it and what was
 * resolved so far, and is computed again from them.
 */
@NullMarked
package io.memgit.core.sequencer;

import org.jspecify.annotations.NullMarked;
