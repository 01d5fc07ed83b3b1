package io.memgit.core.search;

import io.memgit.core.pattern.LinePattern;
import io.memgit.core.pattern.PathFilter;

/**
 * Which lines of which files are looked for, and which of the hits are shown.
 *
 * @param pattern
 *            the lines
 * @param paths
 *            the files
 * @param before
 *            how many lines before each hit are shown with it
 * @param after
 *            how many lines behind each hit are shown with it
 * @param mostPerFile
 *            so many hits of a file count; the rest of it is not looked at
 * @param start
 *            where the page begins
 * @param limit
 *            the most hits on the page
 */
public record GrepQuery(LinePattern pattern, PathFilter paths, int before, int after, int mostPerFile, Start start,
        int limit) {

    /** Where a page begins. */
    public sealed interface Start permits Skip, Place {}

    /**
     * Behind a number of hits.
     *
     * @param hits
     *            how many, 0 for the first page
     */
    public record Skip(int hits) implements Start {}

    /**
     * Where the page before ended, in the same tree and for the same query.
     *
     * @param file
     *            how many files come before
     * @param hit
     *            how many hits of the next one
     * @param shown
     *            how many hits all pages before have shown
     * @param total
     *            how many hits there are, as far as was known
     * @param truncated
     *            whether there may be more
     */
    public record Place(int file, int hit, long shown, long total, boolean truncated) implements Start {}

    /**
     * @throws IllegalArgumentException
     *             when a number is negative, or {@code limit} zero
     */
    public GrepQuery {
        if (before < 0 || after < 0 || mostPerFile < 0 || limit <= 0)
            throw new IllegalArgumentException("no page of hits");
    }
}
