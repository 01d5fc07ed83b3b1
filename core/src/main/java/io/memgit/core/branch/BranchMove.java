package io.memgit.core.branch;

import io.memgit.core.ref.RefName;
import io.memgit.core.repo.Ttl;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A branch to be moved, or to be kept for another time.
 *
 * @param name
 *            must be there
 * @param target
 *            the revision it is to point to; null: where it does
 * @param expectedHead
 *            where it must point before; null: wherever it does
 * @param force
 *            whether it may lose commits by it
 * @param ttl
 *            how long it is kept after a write from now on; null: as it was
 */
public record BranchMove(RefName name, @Nullable String target, @Nullable ObjectId expectedHead, boolean force,
        @Nullable Ttl ttl) {

    /**
     * @throws IllegalArgumentException
     *             when {@code name} is no branch
     */
    public BranchMove {
        if (!name.isBranch())
            throw new IllegalArgumentException("not a branch: " + name);
    }

    /** A move that changes nothing else. */
    public BranchMove(RefName name, String target, @Nullable ObjectId expectedHead, boolean force) {
        this(name, target, expectedHead, force, null);
    }
}
