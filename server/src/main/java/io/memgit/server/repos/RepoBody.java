package io.memgit.server.repos;

import io.memgit.core.name.RepoName;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A repository in answers.
 *
 * @param id
 *            its name
 * @param path
 *            the path of its Git URL
 * @param currentBranch
 *            the default branch, under its older name
 * @param state
 *            {@code active}
 * @param head
 *            where the default branch points, null while it is not there
 * @param sizeBytes
 *            the memory that its objects take, what it shares with forks included
 * @param objectCount
 *            how many objects it holds
 * @param expiresAt
 *            when it is deleted unless somebody writes to it; absent when it is not
 * @param forkOf
 *            the repository it was forked from, where that still exists and the caller may read it
 */
record RepoBody(RepoName id, String path, String description, boolean memoryOnly, String currentBranch, String state,
        String defaultBranch, String visibility, @Nullable ObjectId head, String cloneUrl, long sizeBytes,
        long objectCount, Instant createdAt, Instant updatedAt, Optional<Instant> expiresAt,
        Optional<RepoName> forkOf) {}
