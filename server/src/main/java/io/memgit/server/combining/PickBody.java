package io.memgit.server.combining;

import io.memgit.server.people.PersonBody;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a cherry-pick.
 *
 * @param commit
 *            a revision, or a range {@code a..b}
 * @param commits
 *            several of them, in order
 * @param branch
 *            where they go; the default branch when it is not given
 * @param mainline
 *            the parent, from 1, whose side of a merge is left out
 * @param committer
 *            the caller when it is not given
 * @param expectedHead
 *            where the branch must point
 */
record PickBody(@Nullable String commit, @Nullable List<String> commits, @Nullable String branch,
        @Nullable Integer mainline, @Nullable PersonBody committer, @Nullable ObjectId expectedHead) {}
