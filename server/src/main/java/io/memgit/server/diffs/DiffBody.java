package io.memgit.server.diffs;

import io.memgit.core.browse.DiffStats;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A page of a comparison.
 *
 * @param from
 *            the commit before, or the tree where it is none: the empty one before a first commit
 * @param to
 *            the commit after, or the tree where it is none
 * @param files
 *            the page
 * @param stats
 *            the sums over all pages
 * @param count
 *            files on this page
 * @param nextCursor
 *            null on the last page
 */
record DiffBody(ObjectId from, ObjectId to, List<PatchedFile> files, DiffStats stats, int count,
        @Nullable String nextCursor) {}
