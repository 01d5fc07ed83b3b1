package io.memgit.core.branch;

import io.memgit.core.ref.RefName;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A branch to be moved.
 *
 * @param name
 *            must be there
 * @param target
 *            the revision it is to point to
 * @param expectedHead
 *            where it must point before; null: wherever it does
 * @param force
 *            whether it may lose commits by it
 */
public record BranchMove(RefName name, String target, @Nullable ObjectId expectedHead, boolean force) {

    /**
     * @throws IllegalArgumentException
     *             when {@code name} is no branch
     */
    public BranchMove {
        if (!name.isBranch())
            throw new IllegalArgumentException("not a branch: " + name);
    }
}
