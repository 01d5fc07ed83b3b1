package io.memgit.core.commit;

import io.memgit.core.object.Quarantine;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** What a file is to contain. */
public sealed interface Content {

    /** New content. */
    final class Bytes implements Content {

        private final byte[] value;
        // Computed once, even when the commit is made again on another head. Two threads come to the same.
        private @Nullable ObjectId id;

        /**
         * Content that is {@code value}, which is handed over: the caller does not write to it again.
         */
        public Bytes(byte[] value) {
            this.value = value;
        }

        /** The bytes themselves, not a copy. */
        public byte[] value() {
            return value;
        }

        /** Adds the blob to {@code objects}. */
        ObjectId insertInto(Quarantine objects) {
            ObjectId known = id;
            if (known == null) {
                known = objects.insert(Constants.OBJ_BLOB, value);
                id = known;
            } else {
                objects.add(known, Constants.OBJ_BLOB, value);
            }
            return known;
        }
    }

    /**
     * A blob that the repository has already.
     *
     * @param id
     *            a blob the caller may see, or has uploaded
     */
    record Existing(ObjectId id) implements Content {}
}
