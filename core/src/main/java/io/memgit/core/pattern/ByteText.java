package io.memgit.core.pattern;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A text to look for in bytes, eight places at a time: where its first and its last byte may both
 * be, the rest is compared.
 */
final class ByteText {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int CASE = 0x20;

    private final byte[] bytes;
    /** For each byte, what makes both cases of it alike. */
    private final byte[] fold;
    private final long first;
    private final long last;
    private final long foldOfFirst;
    private final long foldOfLast;

    /**
     * @param text
     *            not empty
     * @param caseSensitive
     *            whether the two cases of letters of ASCII differ
     */
    ByteText(byte[] text, boolean caseSensitive) {
        this.bytes = new byte[text.length];
        this.fold = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            int lower = text[i] | CASE;
            if (!caseSensitive && lower >= 'a' && lower <= 'z')
                fold[i] = CASE;
            bytes[i] = (byte) (text[i] | fold[i]);
        }
        this.first = spread(bytes[0]);
        this.last = spread(bytes[bytes.length - 1]);
        this.foldOfFirst = spread(fold[0]);
        this.foldOfLast = spread(fold[fold.length - 1]);
    }

    int length() {
        return bytes.length;
    }

    /** The text, its letters in lower case where case does not matter. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** Where the text begins first in {@code in[from, to)}, or a negative number. */
    int find(byte[] in, int from, int to) {
        int reach = bytes.length - 1;
        int at = from;
        for (int stop = to - reach - Long.BYTES; at <= stop; at += Long.BYTES) {
            long differs = (((long) LONGS.get(in, at) | foldOfFirst) ^ first)
                    | (((long) LONGS.get(in, at + reach) | foldOfLast) ^ last);
            // The lowest mark is of a byte without differences; those above it may be wrong.
            for (long marks = (differs - ONES) & ~differs & HIGHS; marks != 0; marks &= marks - 1) {
                int place = at + (Long.numberOfTrailingZeros(marks) >>> 3);
                if (isAt(in, place))
                    return place;
            }
        }
        for (; at < to - reach; at++) {
            if (isAt(in, at))
                return at;
        }
        return -1;
    }

    private boolean isAt(byte[] in, int place) {
        for (int i = 0; i < bytes.length; i++) {
            if ((in[place + i] | fold[i]) != bytes[i])
                return false;
        }
        return true;
    }

    /** Where {@code b} is first in {@code in[from, to)}, or {@code to}. */
    static int indexOf(byte[] in, int from, int to, byte b) {
        long wanted = spread(b);
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long differs = (long) LONGS.get(in, at) ^ wanted;
            long marks = (differs - ONES) & ~differs & HIGHS;
            if (marks != 0)
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
        }
        while (at < to && in[at] != b)
            at++;
        return at;
    }

    /** How often {@code b} is in {@code in[from, to)}. */
    static int count(byte[] in, int from, int to, byte b) {
        int count = 0;
        for (int at = from; at < to; at++) {
            if (in[at] == b)
                count++;
        }
        return count;
    }

    /** The beginning of the line that holds place {@code at}, not before {@code from}. */
    static int lineStart(byte[] in, int from, int at) {
        int start = at;
        while (start > from && in[start - 1] != '\n')
            start--;
        return start;
    }

    private static long spread(byte b) {
        return (b & 0xff) * ONES;
    }

    @Override
    public String toString() {
        return Arrays.toString(bytes);
    }
}
