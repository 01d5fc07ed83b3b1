package io.memgit.core.commit;

import org.eclipse.jgit.lib.ObjectId;

/** What a file is to contain. */
public sealed interface Content {

    /**
     * New content.
     *
     * @param value
     *            handed over: the caller does not write to it again
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody; a copy of every file would cost more than its
                                              // commit.
    record Bytes(byte[] value) implements Content {}

    /**
     * A blob that the repository has already.
     *
     * @param id
     *            a blob the caller may see, or has uploaded
     */
    record Existing(ObjectId id) implements Content {}
}
