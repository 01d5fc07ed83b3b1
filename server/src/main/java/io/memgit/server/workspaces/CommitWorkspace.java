package io.memgit.server.workspaces;

import io.memgit.server.people.PersonBody;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to commit a workspace.
 *
 * @param message
 *            kept to the byte
 * @param author
 *            the caller when it is not given
 * @param committer
 *            the author when it is not given
 * @param expectedHead
 *            where the branch must point, zeros for "must not exist"
 * @param allowEmpty
 *            whether a commit that changes nothing is made
 * @param favor
 *            which side wins where the branch has changed the same lines: ours is the branch
 */
record CommitWorkspace(String message, @Nullable PersonBody author, @Nullable PersonBody committer,
        @Nullable ObjectId expectedHead, boolean allowEmpty, @Nullable Side favor) {}
