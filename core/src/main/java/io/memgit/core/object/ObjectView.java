package io.memgit.core.object;

import java.util.Arrays;

/**
 * A look at the bytes of a stored object, without a copy. The buffer belongs to the store: whoever
 * holds a view reads from it and never writes to it.
 *
 * @param type
 *            one of {@link org.eclipse.jgit.lib.Constants#OBJ_COMMIT}, {@code OBJ_TREE},
 *            {@code OBJ_BLOB}, {@code OBJ_TAG}
 * @param buffer
 *            holds the object, and other objects around it
 * @param offset
 *            where the object begins in {@code buffer}
 * @param length
 *            of the object, in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // A view is compared by nobody; a copy would be its whole cost.
public record ObjectView(int type, byte[] buffer, int offset, int length) {

    /** The object's bytes in an array of their own. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(buffer, offset, offset + length);
    }

    /** Whether this is an object of type {@code otherType} with exactly the given bytes. */
    boolean hasContent(int otherType, byte[] bytes) {
        return type == otherType && Arrays.equals(buffer, offset, offset + length, bytes, 0, bytes.length);
    }
}
