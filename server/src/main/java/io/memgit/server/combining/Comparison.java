package io.memgit.server.combining;

import io.memgit.core.browse.DiffStats;
import io.memgit.server.commits.CommitView;
import io.memgit.server.diffs.PatchedFile;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * How far a head has gone from a base.
 *
 * @param base
 *            the commit that the base is
 * @param head
 *            the commit that the head is
 * @param ahead
 *            how many commits the head has that the base has not
 * @param behind
 *            how many commits the base has that the head has not
 * @param mergeBase
 *            their newest best common ancestor
 * @param commits
 *            a page of those that the head has alone, oldest first
 * @param files
 *            what the head changed since the common ancestor; on the first page only, at most 3,000
 * @param stats
 *            the sums over all files
 * @param count
 *            commits on this page
 * @param nextCursor
 *            null on the last page
 */
record Comparison(ObjectId base, ObjectId head, int ahead, int behind, ObjectId mergeBase, List<CommitView> commits,
        List<PatchedFile> files, DiffStats stats, int count, @Nullable String nextCursor) {}
