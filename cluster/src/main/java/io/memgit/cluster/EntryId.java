package io.memgit.cluster;

import java.nio.ByteBuffer;

/** What makes two entries in a log the same one, submitted again because nobody knew its fate. */
record EntryId(long high, long low) {

    static final int BYTES = 2 * Long.BYTES;

    static EntryId read(ByteBuffer in) {
        return new EntryId(in.getLong(), in.getLong());
    }

    void write(ByteBuffer out) {
        out.putLong(high).putLong(low);
    }
}
