package io.memgit.server.workspaces;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request to put a workspace on the head of its branch.
 *
 * @param favor
 *            which side wins where both changed the same lines: ours is the branch, theirs the
 *            workspace; that is a conflict when it is not given
 */
record RebaseWorkspace(@Nullable Side favor) {}
