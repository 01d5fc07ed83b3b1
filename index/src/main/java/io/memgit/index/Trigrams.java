package io.memgit.index;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The set of all pieces of three bytes of a content, small letters of ASCII standing for both
 * cases, as
 * a filter: eight bits for each piece that is in it, of which one is set. Not thread-safe; a tool
 * for
 * making many.
 */
final class Trigrams {

    private static final int BITS_OF_A_PIECE = 8;
    private static final int HASH_BITS = 18;
    private static final int SPREAD = 0x9e3779b1;

    private final long[] seen = new long[1 << (HASH_BITS - 6)];
    private int[] pieces = new int[1 << 10];

    /** The filter of a content; of at least one word. */
    long[] of(byte[] content) {
        int count = 0;
        int piece = 0;
        for (int i = 0; i < content.length; i++) {
            piece = next(piece, content[i]);
            if (i < 2)
                continue;
            int hash = (piece * SPREAD) >>> (Integer.SIZE - HASH_BITS);
            if ((seen[hash >>> 6] >>> hash & 1) != 0)
                continue;
            seen[hash >>> 6] |= 1L << hash;
            if (count == pieces.length)
                pieces = Arrays.copyOf(pieces, count * 2);
            pieces[count++] = hash;
        }
        long[] filter = new long[Math.max(1, (count * BITS_OF_A_PIECE + 63) >>> 6)];
        for (int i = 0; i < count; i++) {
            seen[pieces[i] >>> 6] = 0;
            int bit = bit(pieces[i], filter);
            filter[bit >>> 6] |= 1L << bit;
        }
        return filter;
    }

    /** The hashes of the pieces of a text; none for one of less than three bytes. */
    static int[] hashes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] hashes = new int[Math.max(0, bytes.length - 2)];
        int piece = 0;
        for (int i = 0; i < bytes.length; i++) {
            piece = next(piece, bytes[i]);
            if (i >= 2)
                hashes[i - 2] = (piece * SPREAD) >>> (Integer.SIZE - HASH_BITS);
        }
        return hashes;
    }

    /** Whether a content with this filter may hold all these pieces. */
    static boolean mayHold(long[] filter, int[] hashes) {
        for (int hash : hashes) {
            int bit = bit(hash, filter);
            if ((filter[bit >>> 6] >>> bit & 1) == 0)
                return false;
        }
        return true;
    }

    private static int next(int piece, byte b) {
        int small = b >= 'A' && b <= 'Z' ? b + 'a' - 'A' : b & 0xff;
        return (piece << 8 | small) & 0xffffff;
    }

    private static int bit(int hash, long[] filter) {
        return (int) (((long) hash * (filter.length * 64L)) >>> HASH_BITS);
    }
}
