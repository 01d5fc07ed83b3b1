package io.memgit.server.workspaces;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request to go over to another branch.
 *
 * @param workspace
 *            the caller's own when it is not given
 */
record Checkout(String branch, @Nullable String workspace) {}
