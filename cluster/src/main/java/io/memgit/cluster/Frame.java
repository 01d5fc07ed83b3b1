package io.memgit.cluster;

import io.memgit.cluster.disk.ContentHash;
import io.memgit.cluster.disk.SyncedMark;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What the log holds for an entry:
 *
 * <pre>
 *   3 (1)   mark (8)   id (16)   the encoded entry
 *   4 (1)   mark (8)   id (16)   SHA-256 of the encoded entry (32)   its size (8)
 * </pre>
 *
 * The mark is a {@link SyncedMark}. 1 and 2 are the same without one, from older versions.
 */
sealed interface Frame {

    byte INLINE_UNMARKED = 1;
    byte SPILLED_UNMARKED = 2;
    byte INLINE = 3;
    byte SPILLED = 4;
    int HEAD = 1 + SyncedMark.BYTES + EntryId.BYTES;
    int REFERENCE = ContentHash.BYTES + Long.BYTES;

    /** Which entry it is. */
    EntryId id();

    /** An entry in the log itself. */
    final class Inline implements Frame {
        private final EntryId id;
        private final byte[] entry;

        Inline(EntryId id, byte[] entry) {
            this.id = id;
            this.entry = entry;
        }

        @Override
        public EntryId id() {
            return id;
        }

        byte[] entry() {
            return entry;
        }
    }

    /** An entry in a file of its own. */
    record Spilled(EntryId id, ContentHash hash, long size) implements Frame {}

    /** How many bytes on the disk a stored form stands for. */
    static long bytesOf(ByteBuffer stored) {
        byte kind = stored.hasRemaining() ? stored.get(stored.position()) : INLINE;
        boolean spilled = kind == SPILLED || kind == SPILLED_UNMARKED;
        return stored.remaining() + (spilled ? stored.getLong(stored.limit() - Long.BYTES) : 0);
    }

    /**
     * The stored form.
     *
     * @param synced
     *            up to which entry the log is synced
     */
    default byte[] write(long synced) {
        return switch (this) {
            case Inline inline -> {
                byte[] bytes = new byte[HEAD + inline.entry().length];
                head(bytes, INLINE, synced).put(inline.entry());
                yield bytes;
            }
            case Spilled spilled -> {
                byte[] bytes = new byte[HEAD + REFERENCE];
                ByteBuffer out = head(bytes, SPILLED, synced);
                spilled.hash().write(out);
                out.putLong(spilled.size());
                yield bytes;
            }
        };
    }

    private ByteBuffer head(byte[] bytes, byte kind, long synced) {
        ByteBuffer out = ByteBuffer.wrap(bytes).put(kind).putLong(synced);
        id().write(out);
        return out;
    }

    /** Reads the stored form. */
    static Frame read(ByteBuffer in) throws IOException {
        int length = in.remaining();
        try {
            byte kind = in.get();
            if (SyncedMark.isAfter(kind))
                in.getLong();
            EntryId id = EntryId.read(in);
            if (kind == INLINE || kind == INLINE_UNMARKED) {
                byte[] entry = new byte[in.remaining()];
                in.get(entry);
                return new Inline(id, entry);
            }
            if ((kind == SPILLED || kind == SPILLED_UNMARKED) && in.remaining() == REFERENCE)
                return new Spilled(id, ContentHash.read(in), in.getLong());
            throw new IOException("a frame of kind " + kind + " with " + length + " bytes");
        } catch (BufferUnderflowException e) {
            throw new IOException("a frame of " + length + " bytes", e);
        }
    }
}
