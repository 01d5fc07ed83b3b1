package io.memgit.server.workspaces;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request to put changes aside.
 *
 * @param message
 *            what Git says by itself when it is not given
 * @param includeUntracked
 *            whether files go along that are not tracked
 * @param workspace
 *            the caller's own when it is not given
 */
record PushStash(@Nullable String message, boolean includeUntracked, @Nullable String workspace) {}
