package io.memgit.core.line;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Sets lines of two parts of files aside before these are compared, which can only be changes:
 * those
 * that the other part does not have, and among many of these also lines that it has very often.
 */
final class FrequentLines {

    private static final int MOST_FREQUENT = 1_024;
    private static final int WINDOW = 100;
    private static final int SHARE = 4;

    private static final byte NOWHERE = 0;
    private static final byte SOMEWHERE = 1;
    private static final byte FREQUENT = 2;

    private final int[] old;
    private final int[] now;
    private final int[] countInOld;
    private final int[] countInNow;
    /** How many lines are the same at both starts, and at both ends. */
    private final int head;
    private final int tail;

    /**
     * @param old
     *            the numbers of the old part's lines
     * @param now
     *            those of the new part's
     * @param numbers
     *            all of them are below it
     */
    FrequentLines(int[] old, int[] now, int numbers) {
        this.old = old;
        this.now = now;
        this.countInOld = count(old, numbers);
        this.countInNow = count(now, numbers);
        int most = Math.min(old.length, now.length);
        int same = Arrays.mismatch(old, now);
        this.head = same < 0 ? most : same;
        int atEnd = 0;
        while (atEnd < most - head && old[old.length - 1 - atEnd] == now[now.length - 1 - atEnd]) {
            atEnd++;
        }
        this.tail = atEnd;
    }

    /**
     * The lines that are left.
     *
     * @param lines
     *            their numbers
     * @param places
     *            where they are in the file
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Kept(int[] lines, int[] places) {}

    /** About the square root of a number: a power of two. */
    static int aboutRoot(int number) {
        int root = 1;
        for (int left = number; left > 0; left >>= 2) {
            root <<= 1;
        }
        return root;
    }

    private static int[] count(int[] lines, int numbers) {
        int[] count = new int[numbers];
        for (int line : lines) {
            count[line]++;
        }
        return count;
    }

    /** Keeps lines of the old part; the others' places in it go to {@code aside}. */
    Kept keepOld(IntConsumer aside, int start) {
        return keep(old, countInNow, aside, start);
    }

    /** Keeps lines of the new part; the others' places in it go to {@code aside}. */
    Kept keepNow(IntConsumer aside, int start) {
        return keep(now, countInOld, aside, start);
    }

    private Kept keep(int[] lines, int[] countInOther, IntConsumer aside, int start) {
        byte[] kinds = new byte[lines.length];
        int frequent = Math.min(aboutRoot(lines.length), MOST_FREQUENT);
        int end = lines.length - tail;
        for (int i = head; i < end; i++) {
            int count = countInOther[lines[i]];
            kinds[i] = count == 0 ? NOWHERE : count >= frequent ? FREQUENT : SOMEWHERE;
        }
        int[] kept = new int[lines.length];
        int[] places = new int[lines.length];
        int count = 0;
        for (int i = head; i < end; i++) {
            if (kinds[i] == SOMEWHERE || (kinds[i] == FREQUENT && !isAmongNowhere(kinds, i, end))) {
                kept[count] = lines[i];
                places[count++] = start + i;
            } else {
                aside.accept(i);
            }
        }
        return new Kept(Arrays.copyOf(kept, count), Arrays.copyOf(places, count));
    }

    /** Whether most lines around one, up to one that is somewhere, are nowhere in the other part. */
    private boolean isAmongNowhere(byte[] kinds, int at, int end) {
        int nowhere = 0;
        int frequent = 2;
        for (int i = at - 1; i >= Math.max(head, at - WINDOW) && kinds[i] != SOMEWHERE; i--) {
            if (kinds[i] == NOWHERE)
                nowhere++;
            else
                frequent++;
        }
        if (nowhere == 0)
            return false;
        int before = nowhere;
        for (int i = at + 1; i <= Math.min(end - 1, at + WINDOW) && kinds[i] != SOMEWHERE; i++) {
            if (kinds[i] == NOWHERE)
                nowhere++;
            else
                frequent++;
        }
        return nowhere > before && frequent * SHARE < frequent + nowhere;
    }
}
