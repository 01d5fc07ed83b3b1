/**
 * The one three-way merge, in memory, with the result that {@code git merge-tree --write-tree}
 * gives: the same tree where it merges, the same files in conflict with the same marked text where
 * it does not.
 *
 * <p>
 * The door is {@link io.memgit.core.merge.Merge}: merges of commits over all their merge bases, and
 * of trees over one. Every verb that combines histories stands on it, and adds only which trees are
 * merged and what commit is made of the result.
 *
 * <pre>
 *   base, ours, theirs ──► Collector ──► Paths     what differs; equal subtrees are not opened,
 *                             │                     those that one side changed only when a rename needs them
 *                             ▼
 *                         SideRenames               per side: equal files, equal names, similar files
 *                             ▼
 *                      DirectoryRenames             what the other side added to a directory that moved
 *                             ▼
 *                         Relocation                brings the three versions of a file to one path
 *                             ▼
 *                          Resolver ──► tree        deepest directories first; FileMerge for contents
 * </pre>
 *
 * <p>
 * The steps, and what each of them looks at, are those of Git's own strategy {@code ort}: an edit
 * that follows a rename, or does not, is decided by them, so that anything simpler merges silently
 * what Git reports as a conflict. Contents
 * are merged over a histogram diff, see {@link io.memgit.core.line.HistogramDiff}.
 *
 * <p>
 * What a merge makes on its way goes to a quarantine of its own; the caller's gets what the result
 * reaches. Every loop is metered, see {@link io.memgit.core.limits.MergeLimits}.
 */
@NullMarked
package io.memgit.core.merge;

import org.jspecify.annotations.NullMarked;
