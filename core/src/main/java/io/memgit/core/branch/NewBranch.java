package io.memgit.core.branch;

import io.memgit.core.ref.RefName;
import io.memgit.core.repo.Ttl;
import org.jspecify.annotations.Nullable;

/**
 * A branch to be made.
 *
 * @param name
 *            must not be there yet
 * @param from
 *            the revision at which it starts; null for the default branch
 * @param ttl
 *            how long it is kept after a write; the default branch is kept for ever
 */
public record NewBranch(RefName name, @Nullable String from, Ttl ttl) {

    /**
     * @throws IllegalArgumentException
     *             when {@code name} is no branch
     */
    public NewBranch {
        if (!name.isBranch())
            throw new IllegalArgumentException("not a branch: " + name);
    }

    /** A branch that is kept until it is deleted. */
    public NewBranch(RefName name, @Nullable String from) {
        this(name, from, Ttl.NEVER);
    }
}
