package io.memgit.server.combining;

import io.memgit.server.people.PersonBody;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a rebase.
 *
 * @param branch
 *            what is rebased; the default branch when it is not given
 * @param onto
 *            the revision it goes on
 * @param upstream
 *            the revision whose commits stay behind; the same as onto when it is not given
 * @param autosquash
 *            whether commits that say fixup!, squash! or amend! are melted into those they speak of
 * @param committer
 *            the caller when it is not given
 * @param expectedHead
 *            where the branch must point
 */
record RebaseBody(@Nullable String branch, String onto, @Nullable String upstream, boolean autosquash,
        @Nullable PersonBody committer, @Nullable ObjectId expectedHead) {}
