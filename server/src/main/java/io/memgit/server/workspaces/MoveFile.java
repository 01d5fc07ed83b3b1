package io.memgit.server.workspaces;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request to give a file another path.
 *
 * @param workspace
 *            the caller's own when neither this nor one of the next two is given
 * @param branch
 *            the caller's own for this branch
 * @param tx
 *            a transaction
 */
record MoveFile(String from, String to, @Nullable String workspace, @Nullable String branch, @Nullable String tx) {}
