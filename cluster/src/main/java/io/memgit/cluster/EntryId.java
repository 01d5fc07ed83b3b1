package io.memgit.cluster;

import io.memgit.core.ledger.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What makes two submissions the same: the idempotency key, or a number that one submission got.
 */
record EntryId(long high, long low) {

    static final int BYTES = 2 * Long.BYTES;

    /** The id of an entry with a key: the same key of the same actor for the same target. */
    static EntryId ofKey(Entry entry, String key) {
        byte[] actor = entry.actor().name().getBytes(StandardCharsets.UTF_8);
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(BYTES + Integer.BYTES + actor.length + text.length);
        all.putLong(entry.target().high()).putLong(entry.target().low()).putInt(actor.length).put(actor).put(text);
        try {
            return read(ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(all.array())));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    static EntryId read(ByteBuffer in) {
        return new EntryId(in.getLong(), in.getLong());
    }

    void write(ByteBuffer out) {
        out.putLong(high).putLong(low);
    }
}
