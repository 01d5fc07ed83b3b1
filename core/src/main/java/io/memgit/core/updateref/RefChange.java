package io.memgit.core.updateref;

import io.memgit.core.ref.RefName;
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
 *            what it is to point to, the zero id to delete it
 * @param force
 *            whether a branch may lose commits by it
 * @param existing
 *            whether it must be there, wherever it points
 */
public record RefChange(RefName name, @Nullable ObjectId expected, ObjectId target, boolean force, boolean existing) {

    /**
     * @throws IllegalArgumentException
     *             for {@code HEAD}, which is changed by naming another default branch
     */
    public RefChange {
        if (name.isHead())
            throw new IllegalArgumentException("HEAD is not written as a ref");
    }

    /** A ref that is moved, or made where it is not there and the zero id or nothing is expected. */
    public RefChange(RefName name, @Nullable ObjectId expected, ObjectId target, boolean force) {
        this(name, expected, target, force, false);
    }

    /** A ref that must be there moves. */
    public static RefChange move(RefName name, @Nullable ObjectId expected, ObjectId target, boolean force) {
        return new RefChange(name, expected, target, force, true);
    }

    /** A ref that must not be there yet. */
    public static RefChange create(RefName name, ObjectId target) {
        return new RefChange(name, ObjectId.zeroId(), target, false);
    }

    /** The ref goes away. */
    public static RefChange delete(RefName name, @Nullable ObjectId expected) {
        return new RefChange(name, expected, ObjectId.zeroId(), true);
    }

    boolean deletes() {
        return target.equals(ObjectId.zeroId());
    }
}
