package io.memgit.server.branches;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to move a branch.
 *
 * @param target
 *            the revision it is to point to
 * @param expectedHead
 *            where it must point before
 * @param force
 *            whether it may lose commits by it
 * @param ttlSeconds
 *            null: it does not expire
 * @param protectedBranch
 *            {@code protected} in JSON; false: there are no rules yet
 * @param name
 *            not supported yet
 */
record MoveBranch(@Nullable String target, @Nullable ObjectId expectedHead, boolean force, @Nullable Long ttlSeconds,
        @JsonProperty("protected") boolean protectedBranch, @Nullable String name) {}
