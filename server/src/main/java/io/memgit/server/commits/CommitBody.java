package io.memgit.server.commits;

import io.memgit.server.people.PersonBody;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a commit, or the first line of one.
 *
 * @param branch
 *            the short name; the default branch when it is not given
 * @param message
 *            kept to the byte
 * @param actions
 *            what the commit changes, in order; in lines of JSON they are the lines that follow
 * @param author
 *            the caller when it is not given
 * @param committer
 *            the author when it is not given
 * @param startFrom
 *            the revision where the branch starts, when it does not exist yet
 * @param expectedHead
 *            where the branch must point, zeros for "must not exist"
 * @param allowEmpty
 *            whether a commit that changes nothing is made
 */
record CommitBody(@Nullable String branch, String message, @Nullable List<ActionBody> actions,
        @Nullable PersonBody author, @Nullable PersonBody committer, @Nullable String startFrom,
        @Nullable ObjectId expectedHead, boolean allowEmpty) {}
