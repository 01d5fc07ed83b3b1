package io.memgit.core.branch;

import io.memgit.core.ref.RefName;
import org.jspecify.annotations.Nullable;

/**
 * A branch to be made.
 *
 * @param name
 *            must not be there yet
 * @param from
 *            the revision at which it starts; null for the default branch
 */
public record NewBranch(RefName name, @Nullable String from) {

    /**
     * @throws IllegalArgumentException
     *             when {@code name} is no branch
     */
    public NewBranch {
        if (!name.isBranch())
            throw new IllegalArgumentException("not a branch: " + name);
    }
}
