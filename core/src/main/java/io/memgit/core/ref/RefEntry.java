package io.memgit.core.ref;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A ref and where it points.
 *
 * @param name
 *            the full name
 * @param id
 *            the object it names: a commit, or an annotated tag
 * @param peeled
 *            what an annotated tag leads to in the end, null for everything else
 */
public record RefEntry(RefName name, ObjectId id, @Nullable ObjectId peeled) {

    /** The commit (or other object) meant: {@link #peeled()} where there is one, else {@link #id()}. */
    public ObjectId target() {
        return peeled == null ? id : peeled;
    }
}
