package io.memgit.core.updateref;

import io.memgit.core.ref.RefName;
import io.memgit.core.repo.Ttl;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one ref.
 *
 * @param name
 *            a writable ref, never {@code HEAD}
 * @param expected
 *            what it must point to, the zero id for "must not exist"; null: wherever it points
 * @param target
 *            what it is to point to, the zero id to delete it; null: where it does
 * @param force
 *            whether a branch may lose commits by it
 * @param existing
 *            whether it must be there, wherever it points
 * @param ttl
 *            how long a branch is kept after a write from now on; null: as it was
 */
public record RefChange(RefName name, @Nullable ObjectId expected, @Nullable ObjectId target, boolean force,
        boolean existing, @Nullable Ttl ttl) {

    /**
     * @throws IllegalArgumentException
     *             for {@code HEAD}, which is changed by naming another default branch, and for a time
     *             to live of anything but a branch
     */
    public RefChange {
        if (name.isHead())
            throw new IllegalArgumentException("HEAD is not written as a ref");
        if (ttl != null && !name.isBranch())
            throw new IllegalArgumentException("only branches end by themselves, not " + name);
    }

    /** A ref that is moved, or made where it is not there and the zero id or nothing is expected. */
    public RefChange(RefName name, @Nullable ObjectId expected, ObjectId target, boolean force) {
        this(name, expected, target, force, false, null);
    }

    /** A ref that must be there moves. */
    public static RefChange move(RefName name, @Nullable ObjectId expected, ObjectId target, boolean force) {
        return new RefChange(name, expected, target, force, true, null);
    }

    /** A ref that must be there stays where it is. */
    public static RefChange stay(RefName name, @Nullable ObjectId expected) {
        return new RefChange(name, expected, null, false, true, null);
    }

    /** A ref that must not be there yet. */
    public static RefChange create(RefName name, ObjectId target) {
        return new RefChange(name, ObjectId.zeroId(), target, false);
    }

    /** The ref goes away. */
    public static RefChange delete(RefName name, @Nullable ObjectId expected) {
        return new RefChange(name, expected, ObjectId.zeroId(), true);
    }

    /** The same for a branch that is kept so long after a write; null: as long as before. */
    public RefChange keptFor(@Nullable Ttl newTtl) {
        return new RefChange(name, expected, target, force, existing, newTtl);
    }

    boolean deletes() {
        return target != null && target.equals(ObjectId.zeroId());
    }
}
