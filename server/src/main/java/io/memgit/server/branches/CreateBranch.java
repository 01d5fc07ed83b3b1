package io.memgit.server.branches;

import io.memgit.core.repo.Ttl;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a branch.
 *
 * @param name
 *            the short name
 * @param from
 *            the revision where it starts; the default branch when it is not given
 * @param ttlSeconds
 *            null: it does not expire
 */
record CreateBranch(String name, @Nullable String from, @Nullable Ttl ttlSeconds) {}
