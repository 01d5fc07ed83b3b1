package io.memgit.server.workspaces;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A transaction in answers.
 *
 * @param id
 *            by which its owner names it; absent after a dry run
 * @param transactionId
 *            the same, for older clients
 * @param repoId
 *            the name of the repository
 * @param state
 *            open, committed or rolled_back
 * @param files
 *            {@code add} or {@code remove} by path; empty once it is closed
 * @param expiresAt
 *            when it goes if nobody names it; null: never
 */
record TransactionBody(Optional<String> id, Optional<String> transactionId, String repoId, String branch,
        @Nullable ObjectId base, String state, Map<String, String> files, Optional<Instant> createdAt,
        Optional<Instant> updatedAt, @Nullable Instant expiresAt) {}
