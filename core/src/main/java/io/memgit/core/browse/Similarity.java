package io.memgit.core.browse;

import java.util.Arrays;

/**
 * What a file is made of, to tell how much of it is in another one: its lines, those over 64 bytes
 * in pieces, as hashes with the bytes they stand for.
 */
final class Similarity {

    /** The score of equal files. */
    static final int SAME = 60_000;
    /** The least score of a rename: half of the larger file. */
    static final int HALF = SAME / 2;

    private static final int LONGEST_PIECE = 64;
    private static final int BITS_OF_COUNT = 32;
    private static final int HASH_SEED = 0x811c9dc5;
    private static final int HASH_PRIME = 0x01000193;

    /** Sorted by hash, each {@code hash << 32 | bytes}, each hash once. */
    private final long[] pieces;
    private final long size;

    private Similarity(long[] pieces, long size) {
        this.pieces = pieces;
        this.size = size;
    }

    static Similarity of(byte[] content) {
        boolean text = !Lines.isBinary(content);
        long[] pieces = new long[Math.max(16, content.length / 16)];
        int count = 0;
        int hash = HASH_SEED;
        int length = 0;
        for (int i = 0; i < content.length; i++) {
            byte b = content[i];
            if (text && b == '\r' && i + 1 < content.length && content[i + 1] == '\n')
                continue;
            hash = (hash ^ b) * HASH_PRIME;
            length++;
            if (b == '\n' || length == LONGEST_PIECE || i + 1 == content.length) {
                if (count == pieces.length)
                    pieces = Arrays.copyOf(pieces, count * 2);
                pieces[count++] = (long) hash << BITS_OF_COUNT | length;
                hash = HASH_SEED;
                length = 0;
            }
        }
        Arrays.sort(pieces, 0, count);
        return new Similarity(unite(pieces, count), content.length);
    }

    private static long[] unite(long[] sorted, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (kept > 0 && hash(sorted[kept - 1]) == hash(sorted[i]))
                sorted[kept - 1] += bytes(sorted[i]);
            else
                sorted[kept++] = sorted[i];
        }
        return Arrays.copyOf(sorted, kept);
    }

    /** The share of the larger file that both have in common, in 60,000ths. */
    int score(Similarity other) {
        long common = 0;
        int i = 0;
        int j = 0;
        while (i < pieces.length && j < other.pieces.length) {
            int order = Long.compare(hash(pieces[i]), hash(other.pieces[j]));
            if (order == 0)
                common += Math.min(bytes(pieces[i++]), bytes(other.pieces[j++]));
            else if (order < 0)
                i++;
            else
                j++;
        }
        long larger = Math.max(size, other.size);
        return larger == 0 ? 0 : (int) (common * SAME / larger);
    }

    /** Whether sizes alone rule out that two files reach {@code score}. */
    static boolean cannotReach(int score, long oneSize, long otherSize) {
        long larger = Math.max(oneSize, otherSize);
        return larger * (SAME - score) < Math.abs(oneSize - otherSize) * SAME;
    }

    private static long hash(long piece) {
        return piece >> BITS_OF_COUNT;
    }

    private static long bytes(long piece) {
        return piece & 0xffff_ffffL;
    }
}
