package io.memgit.server.branches;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.memgit.core.repo.Ttl;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to move a branch, or to keep it for another time.
 *
 * @param target
 *            the revision it is to point to; null: where it does
 * @param expectedHead
 *            where it must point before
 * @param force
 *            whether it may lose commits by it
 * @param ttlSeconds
 *            null: not given, which is another thing than null in JSON: it does not expire any more
 * @param protectedBranch
 *            {@code protected} in JSON; false: there are no rules yet
 * @param name
 *            not supported yet
 */
record MoveBranch(@Nullable String target, @Nullable ObjectId expectedHead, boolean force, @Nullable Ttl ttlSeconds,
        @JsonProperty("protected") boolean protectedBranch, @Nullable String name) {}
