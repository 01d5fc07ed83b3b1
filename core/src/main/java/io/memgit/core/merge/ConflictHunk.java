package io.memgit.core.merge;

/**
 * One place of a file that both sides changed. What is not UTF-8 in its texts reads as U+FFFD.
 *
 * @param base
 *            the lines of the base, of the whole region that both sides touched
 * @param ours
 *            the lines of our side
 * @param theirs
 *            the lines of their side
 * @param startLine
 *            the line of the marked text, from 1, that has the marker {@code <<<<<<<}
 */
public record ConflictHunk(String base, String ours, String theirs, int startLine) {}
