package io.memgit.server.files;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files to read at once.
 *
 * @param paths
 *            at most 1,000
 * @param ref
 *            the revision; the default branch when it is not given
 */
record ReadPaths(List<@Nullable String> paths, @Nullable String ref) {}
