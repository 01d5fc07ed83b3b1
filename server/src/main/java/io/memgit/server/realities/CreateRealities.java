package io.memgit.server.realities;

import io.memgit.core.repo.Ttl;
import io.memgit.server.commits.ActionBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for realities, all or none.
 *
 * @param branches
 *            their names, or
 * @param count
 *            how many, which are called after their set
 * @param base
 *            the revision where they start; the default branch when it is not given
 * @param ttlSeconds
 *            24 hours when it is not given; null: they do not expire
 * @param changes
 *            what some of them change at once: actions by name
 */
record CreateRealities(@Nullable List<String> branches, @Nullable Integer count, @Nullable String base,
        @Nullable Ttl ttlSeconds, @Nullable Map<String, List<ActionBody>> changes) {}
