package io.memgit.server.workspaces;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to commit what is staged.
 *
 * @param message
 *            kept to the byte
 * @param author
 *            a name, or an object of name, email and time; the caller when it is not given
 * @param email
 *            of an author who is given by name
 * @param expectedHead
 *            where the branch must point, zeros for "must not exist"
 * @param allowEmpty
 *            whether a commit that changes nothing is made
 * @param workspace
 *            the caller's own when neither this nor one of the next two is given
 * @param branch
 *            the caller's own for this branch
 * @param tx
 *            a transaction
 */
record CommitStaged(String message, @Nullable Object author, @Nullable String email, @Nullable ObjectId expectedHead,
        boolean allowEmpty, @Nullable String workspace, @Nullable String branch, @Nullable String tx) {}
