package io.memgit.server.combining;

import io.memgit.server.people.PersonBody;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a revert.
 *
 * @param commit
 *            the revision that is undone
 * @param branch
 *            where; the default branch when it is not given
 * @param mainline
 *            the parent, from 1, to which a merge is taken back
 * @param message
 *            as git words it when it is not given
 * @param author
 *            the caller when it is not given
 * @param committer
 *            the author when it is not given
 * @param expectedHead
 *            where the branch must point
 */
record RevertBody(String commit, @Nullable String branch, @Nullable Integer mainline, @Nullable String message,
        @Nullable PersonBody author, @Nullable PersonBody committer, @Nullable ObjectId expectedHead) {}
