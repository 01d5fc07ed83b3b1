package io.memgit.server.workspaces;

import io.memgit.core.repo.Ttl;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a workspace.
 *
 * @param branch
 *            where it will be committed; the default branch when it is not given
 * @param base
 *            the revision it stands on; the branch when it is not given. A branch that is missing
 *            is
 *            made there by the first commit
 * @param name
 *            what it is called
 * @param ttlSeconds
 *            24 hours when it is not given; null: it does not expire
 */
record CreateWorkspace(@Nullable String branch, @Nullable String base, @Nullable String name,
        @Nullable Ttl ttlSeconds) {}
