package io.memgit.cluster;

import io.memgit.cluster.disk.ContentHash;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the log holds for an entry:
 *
 * <pre>
 *   1 (1)   id (16)   the encoded entry
 *   2 (1)   id (16)   SHA-256 of the encoded entry (32)   its size (8)
 * </pre>
 */
sealed interface Frame {

    byte INLINE = 1;
    byte SPILLED = 2;
    int HEAD = 1 + EntryId.BYTES;

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
        int at = stored.position();
        boolean spilled = stored.remaining() == HEAD + ContentHash.BYTES + Long.BYTES && stored.get(at) == SPILLED;
        return stored.remaining() + (spilled ? stored.getLong(at + HEAD + ContentHash.BYTES) : 0);
    }

    /** The stored form. */
    default byte[] write() {
        return switch (this) {
            case Inline inline -> {
                byte[] bytes = new byte[HEAD + inline.entry().length];
                head(bytes, INLINE).put(inline.entry());
                yield bytes;
            }
            case Spilled spilled -> {
                byte[] bytes = new byte[HEAD + ContentHash.BYTES + Long.BYTES];
                ByteBuffer out = head(bytes, SPILLED);
                spilled.hash().write(out);
                out.putLong(spilled.size());
                yield bytes;
            }
        };
    }

    private ByteBuffer head(byte[] bytes, byte kind) {
        ByteBuffer out = ByteBuffer.wrap(bytes).put(kind);
        id().write(out);
        return out;
    }

    /** Reads the stored form. */
    static Frame read(ByteBuffer in) throws IOException {
        if (in.remaining() < HEAD)
            throw new IOException("a frame of " + in.remaining() + " bytes");
        byte kind = in.get();
        EntryId id = EntryId.read(in);
        if (kind == INLINE) {
            byte[] entry = new byte[in.remaining()];
            in.get(entry);
            return new Inline(id, entry);
        }
        if (kind == SPILLED && in.remaining() == ContentHash.BYTES + Long.BYTES)
            return new Spilled(id, ContentHash.read(in), in.getLong());
        throw new IOException("a frame of kind " + kind + " with " + in.remaining() + " bytes");
    }
}
