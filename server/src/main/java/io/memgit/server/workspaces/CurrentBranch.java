package io.memgit.server.workspaces;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The branch that the caller's own workspace is on.
 *
 * @param commit
 *            where it points; null when it has no commit yet
 */
record CurrentBranch(String name, @Nullable ObjectId commit) {}
