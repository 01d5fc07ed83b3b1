/**
 * Which lines differ between two files, as Git finds it: everybody who shows, merges or blames
 * lines asks here, so that all of them agree with each other and with {@code git}.
 *
 * <p>
 * There are two doors. {@link io.memgit.core.line.LineChanges} is {@code git diff} and
 * {@code git blame}: Myers' algorithm with Git's short cuts, and changes moved to where they read
 * best. {@link io.memgit.core.line.HistogramDiff} is what Git's merges compare with.
 *
 * <pre>
 *   bytes ──► Text, LineNumbers       lines, equal ones with equal numbers
 *               ▼
 *   HistogramDiff ──► MyersDiff       marks what is removed and added; FrequentLines are set aside
 *               ▼
 *   LineMarks ──► RunSlider, Indents  where a run that can be moved goes
 * </pre>
 */
@NullMarked
package io.memgit.core.line;

import org.jspecify.annotations.NullMarked;
