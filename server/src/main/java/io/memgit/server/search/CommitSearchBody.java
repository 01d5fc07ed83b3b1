package io.memgit.server.search;

import io.memgit.server.commits.CommitView;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Commits that were found.
 *
 * @param query
 *            what was looked for
 * @param commit
 *            where the search began; null in an empty repository
 * @param results
 *            one page, newest first
 * @param total
 *            how many commits all pages have; at least so many when it is truncated
 * @param count
 *            how many are on this page
 * @param limit
 *            the most on a page
 * @param offset
 *            how many come before this page
 * @param durationUs
 *            how long it took, in microseconds
 * @param truncated
 *            whether history goes on and was not looked at
 */
record CommitSearchBody(String query, String ref, @Nullable ObjectId commit, List<CommitView> results, int total,
        int count, int limit, int offset, @Nullable String nextCursor, long durationUs, boolean truncated) {}
