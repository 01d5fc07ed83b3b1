package io.memgit.core.merge;

import io.memgit.core.line.Text;
import java.util.Arrays;

/**
 * What a file is made of, to tell how much of it is in another one: its lines, those over 64 bytes
 * in pieces, as hashes with the bytes they stand for.
 *
 * <p>
 * The hash and its range are Git's, and so is that what follows the last line feed does not count:
 * whether a score is above or below a bound decides whether a file was renamed.
 */
public final class Alikeness {

    /** The score of equal files. */
    public static final int SAME = 60_000;

    private static final int LONGEST_PIECE = 64;
    private static final int HASHES = 107_927;
    private static final int WEIGHT = 0x61;
    private static final int BITS_OF_COUNT = 32;
    private static final int ENTRY_BYTES = 150;

    /** Sorted by hash, each {@code hash << 32 | bytes}, each hash once. */
    private final long[] pieces;
    private final long size;

    private Alikeness(long[] pieces, long size) {
        this.pieces = pieces;
        this.size = size;
    }

    /** Takes a file apart. */
    public static Alikeness of(byte[] content) {
        boolean text = !Text.isBinary(content);
        long[] pieces = new long[Math.max(16, content.length / 16)];
        int count = 0;
        int length = 0;
        int one = 0;
        int other = 0;
        for (int i = 0; i < content.length; i++) {
            int b = content[i] & 0xff;
            if (text && b == '\r' && i + 1 < content.length && content[i + 1] == '\n')
                continue;
            int before = one;
            one = ((one << 7) ^ (other >>> 25)) + b;
            other = (other << 7) ^ (before >>> 25);
            length++;
            if (length < LONGEST_PIECE && b != '\n')
                continue;
            if (count == pieces.length)
                pieces = Arrays.copyOf(pieces, count * 2);
            pieces[count++] = (long) Integer.remainderUnsigned(one + other * WEIGHT, HASHES) << BITS_OF_COUNT | length;
            length = 0;
            one = 0;
            other = 0;
        }
        Arrays.sort(pieces, 0, count);
        return new Alikeness(unite(pieces, count), content.length);
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
    public int score(Alikeness other) {
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
        return larger == 0 || other.size == 0 ? 0 : (int) (common * SAME / larger);
    }

    /** How many steps a comparison takes at most. */
    int weight() {
        return pieces.length;
    }

    /** About the memory that it takes. */
    long bytes() {
        return ENTRY_BYTES + (long) Long.BYTES * pieces.length;
    }

    /** Whether sizes alone rule out that two files reach {@code score}. */
    public static boolean cannotReach(int score, long oneSize, long otherSize) {
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
