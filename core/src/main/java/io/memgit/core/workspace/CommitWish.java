package io.memgit.core.workspace;

import io.memgit.core.commit.Identity;
import io.memgit.core.merge.Favor;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * How uncommitted state is to be committed.
 *
 * @param expectedHead
 *            the only head the branch may have, the zero id for "must not exist"; null: whatever it
 *            is
 * @param stagedOnly
 *            whether what is not staged stays uncommitted
 * @param allowEmpty
 *            whether a commit that changes nothing is made
 * @param favor
 *            which side wins where the branch has changed the same lines: the changes are theirs
 */
public record CommitWish(String message, Identity author, Identity committer, @Nullable ObjectId expectedHead,
        boolean stagedOnly, boolean allowEmpty, Favor favor) {}
