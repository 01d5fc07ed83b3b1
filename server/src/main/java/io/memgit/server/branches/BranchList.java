package io.memgit.server.branches;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of branches.
 *
 * @param current
 *            the default branch, whether it exists or not
 */
record BranchList(List<BranchBody> branches, String current, int count, @Nullable String nextCursor) {}
