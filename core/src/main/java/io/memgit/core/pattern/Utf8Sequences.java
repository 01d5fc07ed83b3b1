package io.memgit.core.pattern;

import java.util.ArrayList;
import java.util.List;

/** Spells ranges of characters as ranges of the bytes that UTF-8 has for them. */
final class Utf8Sequences {

    /** Halves of pairs, which UTF-8 does not spell. */
    static final CharSet SURROGATES = CharSet.range(0xd800, 0xdfff);

    private static final int[] LAST_OF_LENGTH = {0x7f, 0x7ff, 0xffff, CharSet.LAST};
    private static final int BITS = 6;
    private static final int LEAD_OF_TWO = 0xc0;
    private static final int LEAD_OF_THREE = 0xe0;
    private static final int LEAD_OF_FOUR = 0xf0;
    private static final int FOLLOWS = 0x80;

    private Utf8Sequences() {}

    /**
     * Sequences that together spell the characters from {@code first} to {@code last}, none of them
     * half of a pair; each has the first and the last of each of its bytes. None when
     * {@code first > last}.
     */
    static List<int[]> of(int first, int last) {
        List<int[]> sequences = new ArrayList<>();
        split(first, last, sequences);
        return sequences;
    }

    private static void split(int first, int last, List<int[]> into) {
        if (first > last)
            return;
        for (int most : LAST_OF_LENGTH) {
            if (first <= most && last > most) {
                split(first, most, into);
                split(most + 1, last, into);
                return;
            }
        }
        for (int i = 1; i < length(last); i++) {
            int below = (1 << (BITS * i)) - 1;
            if ((first & ~below) == (last & ~below))
                continue;
            if ((first & below) != 0) {
                split(first, first | below, into);
                split((first | below) + 1, last, into);
                return;
            }
            if ((last & below) != below) {
                split(first, (last & ~below) - 1, into);
                split(last & ~below, last, into);
                return;
            }
        }
        int[] from = encoded(first);
        int[] to = encoded(last);
        int[] sequence = new int[from.length * 2];
        for (int i = 0; i < from.length; i++) {
            sequence[i * 2] = from[i];
            sequence[i * 2 + 1] = to[i];
        }
        into.add(sequence);
    }

    private static int length(int character) {
        int length = 1;
        while (character > LAST_OF_LENGTH[length - 1])
            length++;
        return length;
    }

    private static int[] encoded(int character) {
        int[] bytes = new int[length(character)];
        int rest = character;
        for (int i = bytes.length - 1; i > 0; i--) {
            bytes[i] = FOLLOWS | (rest & 0x3f);
            rest >>= BITS;
        }
        bytes[0] = switch (bytes.length) {
            case 2 -> LEAD_OF_TWO | rest;
            case 3 -> LEAD_OF_THREE | rest;
            case 4 -> LEAD_OF_FOUR | rest;
            default -> rest;
        };
        return bytes;
    }
}
