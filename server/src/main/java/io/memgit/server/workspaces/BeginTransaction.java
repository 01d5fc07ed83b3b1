package io.memgit.server.workspaces;

import io.memgit.core.repo.Ttl;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a transaction.
 *
 * @param branch
 *            where it will be committed; the default branch when it is not given
 * @param ttlSeconds
 *            300 when it is not given; null: it does not expire
 */
record BeginTransaction(@Nullable String branch, @Nullable Ttl ttlSeconds) {}
