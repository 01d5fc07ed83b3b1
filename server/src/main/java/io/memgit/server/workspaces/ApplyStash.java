package io.memgit.server.workspaces;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request to put a stash back.
 *
 * @param drop
 *            whether the stash goes when that is done
 * @param workspace
 *            the caller's own when it is not given
 */
record ApplyStash(boolean drop, @Nullable String workspace) {}
