/**
 * Which commit brought each line of a file.
 *
 * <p>
 * {@link io.memgit.core.blame.Blame} is the door. Its answer is that of {@code git blame} without
 * options: lines are passed on from a commit to those of its parents that have them, a file that
 * the
 * parent does not have is looked for under the name of one that the commit deleted, and what no
 * parent has the commit brought. Files are compared by {@link io.memgit.core.line.LineChanges}.
 *
 * <pre>
 *   lines of main:f   1 2 3 4 5          what each commit is asked about:
 *     4 is new in c ─► c                 c: 1 2 3 4 5
 *     others pass to its parents         b: 1 2   a (as g): 3 5
 * </pre>
 */
@NullMarked
package io.memgit.core.blame;

import org.jspecify.annotations.NullMarked;
