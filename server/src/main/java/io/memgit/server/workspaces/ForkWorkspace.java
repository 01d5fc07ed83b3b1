package io.memgit.server.workspaces;

import io.memgit.core.repo.Ttl;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a copy of a workspace.
 *
 * @param name
 *            what the copy is called
 * @param ttlSeconds
 *            that of the other one when it is not given; null: it does not expire
 */
record ForkWorkspace(@Nullable String name, @Nullable Ttl ttlSeconds) {}
