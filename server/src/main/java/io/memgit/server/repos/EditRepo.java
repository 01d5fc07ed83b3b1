package io.memgit.server.repos;

import io.memgit.core.repo.Ttl;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to change a repository; what is not given stays as it is.
 *
 * @param id
 *            not supported yet
 * @param visibility
 *            {@code private}
 * @param ttlSeconds
 *            null: not given, which is another thing than null in JSON: it does not expire any more
 */
record EditRepo(@Nullable String id, @Nullable String description, @Nullable String defaultBranch,
        @Nullable String visibility, @Nullable Ttl ttlSeconds) {}
