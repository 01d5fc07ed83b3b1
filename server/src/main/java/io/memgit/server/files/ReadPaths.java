package io.memgit.server.files;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files to read at once.
 *
 * @param paths
 *            at most 1,000
 * @param ref
 *            the revision; the default branch when it is not given
 * @param at
 *            the time of which the revision is read; now when it is not given, here or in the query
 * @param workspace
 *            the workspace that is read in place of a revision, here or in the query
 */
record ReadPaths(List<@Nullable String> paths, @Nullable String ref, @Nullable Instant at,
        @Nullable String workspace) {}
