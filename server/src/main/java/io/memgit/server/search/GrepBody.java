package io.memgit.server.search;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Lines that a pattern hits.
 *
 * @param pattern
 *            what was looked for
 * @param commit
 *            where; null in an empty repository and for a tree
 * @param results
 *            one page, in the order of the tree
 * @param total
 *            how many lines all pages have; at least so many when it is truncated
 * @param count
 *            how many are on this page
 * @param limit
 *            the most on a page
 * @param offset
 *            how many come before this page
 * @param durationUs
 *            how long it took, in microseconds
 * @param truncated
 *            whether something was not looked at: time was over, or a file is too large
 */
record GrepBody(String pattern, String ref, @Nullable ObjectId commit, List<GrepLine> results, long total, int count,
        int limit, long offset, @Nullable String nextCursor, long durationUs, boolean truncated) {}
