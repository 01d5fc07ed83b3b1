package io.memgit.server.repos;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request to change a repository; what is not given stays as it is.
 *
 * @param id
 *            not supported yet
 * @param visibility
 *            {@code private}
 * @param ttlSeconds
 *            null: it does not expire
 */
record EditRepo(@Nullable String id, @Nullable String description, @Nullable String defaultBranch,
        @Nullable String visibility, @Nullable Long ttlSeconds) {}
