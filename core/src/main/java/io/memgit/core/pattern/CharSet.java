package io.memgit.core.pattern;

import java.util.Arrays;

/** A set of Unicode characters, as ranges in order that do not touch. */
final class CharSet {

    static final int LAST = Character.MAX_CODE_POINT;
    static final CharSet EMPTY = new CharSet(new int[0]);
    static final CharSet DIGITS = range('0', '9');
    static final CharSet UPPER = range('A', 'Z');
    static final CharSet LOWER = range('a', 'z');
    static final CharSet LETTERS = UPPER.with(LOWER);
    static final CharSet WORD = LETTERS.with(DIGITS).with(of('_'));
    static final CharSet SPACE = range('\t', '\r').with(of(' '));

    /** First and last character of each range, one pair after the other. */
    private final int[] bounds;

    private CharSet(int[] bounds) {
        this.bounds = bounds;
    }

    static CharSet of(int character) {
        return range(character, character);
    }

    static CharSet range(int first, int last) {
        return new CharSet(new int[]{first, last});
    }

    CharSet with(CharSet other) {
        int[] all = Arrays.copyOf(bounds, bounds.length + other.bounds.length);
        System.arraycopy(other.bounds, 0, all, bounds.length, other.bounds.length);
        return normal(all);
    }

    /** All characters that are not in this set. */
    CharSet complement() {
        int[] rest = new int[bounds.length + 2];
        int count = 0;
        int next = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            if (bounds[i] > next) {
                rest[count++] = next;
                rest[count++] = bounds[i] - 1;
            }
            next = bounds[i + 1] + 1;
        }
        if (next <= LAST) {
            rest[count++] = next;
            rest[count++] = LAST;
        }
        return new CharSet(Arrays.copyOf(rest, count));
    }

    CharSet without(CharSet other) {
        return complement().with(other).complement();
    }

    /** This set and what differs from its members in case alone. */
    CharSet folded() {
        CharSet all = this;
        for (int i = 0; i < bounds.length; i += 2)
            all = all.with(otherCases(bounds[i], bounds[i + 1]));
        return all;
    }

    private static CharSet otherCases(int first, int last) {
        int[] found = new int[16];
        int count = 0;
        for (int c = first; c <= last; c++) {
            for (int other : new int[]{Character.toLowerCase(c), Character.toUpperCase(c)}) {
                // The long s and the sign of Kelvin are no letters of ASCII for the C library either.
                if (other == c || (other < 0x80) != (c < 0x80))
                    continue;
                if (count + 2 > found.length)
                    found = Arrays.copyOf(found, count * 2);
                found[count++] = other;
                found[count++] = other;
            }
        }
        return normal(Arrays.copyOf(found, count));
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    boolean has(int character) {
        for (int i = 0; i < bounds.length; i += 2) {
            if (character >= bounds[i] && character <= bounds[i + 1])
                return true;
        }
        return false;
    }

    /** How many ranges there are. */
    int ranges() {
        return bounds.length / 2;
    }

    int first(int range) {
        return bounds[range * 2];
    }

    int last(int range) {
        return bounds[range * 2 + 1];
    }

    private static CharSet normal(int[] pairs) {
        long[] sorted = new long[pairs.length / 2];
        for (int i = 0; i < sorted.length; i++)
            sorted[i] = (long) pairs[i * 2] << Integer.SIZE | pairs[i * 2 + 1];
        Arrays.sort(sorted);
        int[] merged = new int[pairs.length];
        int count = 0;
        for (long pair : sorted) {
            int first = (int) (pair >>> Integer.SIZE);
            int last = (int) pair;
            if (count > 0 && first <= merged[count - 1] + 1) {
                merged[count - 1] = Math.max(merged[count - 1], last);
            } else {
                merged[count++] = first;
                merged[count++] = last;
            }
        }
        return new CharSet(Arrays.copyOf(merged, count));
    }
}
