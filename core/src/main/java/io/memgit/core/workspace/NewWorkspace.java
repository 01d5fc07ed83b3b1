package io.memgit.core.workspace;

import io.memgit.core.ref.RefName;
import io.memgit.core.repo.Ttl;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Uncommitted state to be made.
 *
 * @param branch
 *            where it will be committed
 * @param base
 *            the commit it stands on; null for the head of the branch
 * @param title
 *            what its owner calls it, or null
 * @param ttl
 *            how long it is kept after it was named
 */
public record NewWorkspace(RefName branch, @Nullable ObjectId base, @Nullable String title, Ttl ttl) {

    /**
     * @throws IllegalArgumentException
     *             when {@code branch} is no branch
     */
    public NewWorkspace {
        if (!branch.isBranch())
            throw new IllegalArgumentException("not a branch: " + branch);
    }
}
