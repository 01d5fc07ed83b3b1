package io.memgit.core.ref;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * One ref's part in a write: a compare-and-set from an old target to a new one. The zero id stands
 * for "is not there", so an update from it creates the ref and an update to it deletes the ref.
 *
 * @param name
 *            a writable ref, never {@code HEAD}
 * @param oldId
 *            what the ref must point to when the update is applied
 * @param newId
 *            what it points to afterwards
 * @param peeled
 *            what {@code newId} peels to when it is an annotated tag, else null
 * @param rewinds
 *            whether what {@code oldId} reaches may not be reachable from {@code newId}: every
 *            delete,
 *            and every move that is not known to be a fast-forward
 */
public record RefUpdate(RefName name, ObjectId oldId, ObjectId newId, @Nullable ObjectId peeled, boolean rewinds) {

    /**
     * @throws IllegalArgumentException
     *             for {@code HEAD}, which is changed by naming another default branch
     */
    public RefUpdate {
        if (name.isHead())
            throw new IllegalArgumentException("HEAD is not written as a ref");
    }

    /** A new ref that points to an object that is not an annotated tag. */
    public static RefUpdate create(RefName name, ObjectId newId) {
        return new RefUpdate(name, ObjectId.zeroId(), newId, null, false);
    }

    /** A move along the history: {@code newId} is known to reach {@code oldId}. */
    public static RefUpdate fastForward(RefName name, ObjectId oldId, ObjectId newId) {
        return new RefUpdate(name, oldId, newId, null, false);
    }

    /** A move to anywhere. */
    public static RefUpdate move(RefName name, ObjectId oldId, ObjectId newId) {
        return new RefUpdate(name, oldId, newId, null, true);
    }

    /** The ref goes away. */
    public static RefUpdate delete(RefName name, ObjectId oldId) {
        return new RefUpdate(name, oldId, ObjectId.zeroId(), null, true);
    }

    /** Whether the ref must not be there before. */
    public boolean creates() {
        return oldId.equals(ObjectId.zeroId());
    }

    /** Whether the ref is not there afterwards. */
    public boolean deletes() {
        return newId.equals(ObjectId.zeroId());
    }
}
