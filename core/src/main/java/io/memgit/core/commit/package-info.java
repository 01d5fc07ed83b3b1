/**
 * Commits made without a work tree: a list of actions on paths becomes one commit on a branch.
 *
 * <p>
 * The door is {@link io.memgit.core.commit.Commits}. A commit takes one round: the trees on the
 * changed paths are written anew into a quarantine, together they become one entry, and what its
 * apply answers is the outcome; nothing is read back.
 *
 * <pre>
 *   CommitRequest ──► TreeEditor ──► Quarantine + RefUpdate(head, commit) ──► Ledger ──► CommitOutcome
 *                        ▲                                                      │
 *                        └────────── made again on the newest head ◄── Stale ───┘
 * </pre>
 *
 * Writers of one branch do not wait for each other's entries: the next commit is prepared on the
 * head that is submitted already (see {@code BranchLane}).
 */
@NullMarked
package io.memgit.core.commit;

import org.jspecify.annotations.NullMarked;
