package io.memgit.core.line;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Marks which lines of two parts of files differ, for parts whose common lines are too frequent to
 * split them by.
 *
 * <p>
 * This is the algorithm of E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), in
 * its linear-space form, with the short cuts that Git takes, since what is found then is not the
 * smallest difference any more, and a merge must find the same one: frequent lines among others
 * that
 * the other file does not have are set aside, and searches that take long end at the point that
 * looks best.
 */
final class MyersDiff<X extends Exception> {

    private static final int LEAST_LONG_SEARCH = 256;
    private static final int PROMISING_ROUNDS = 256;
    private static final int PROMISING_RUN = 20;
    private static final int PROMISING_FACTOR = 4;
    private static final int FAR = Integer.MAX_VALUE / 2;

    private static final FrequentLines.Kept NOTHING = new FrequentLines.Kept(new int[0], new int[0]);

    private final Work<X> meter;
    private final LineMarks marks;
    private long workLeft;
    /** The numbers of the lines that are compared, and where those are in the files. */
    private FrequentLines.Kept a = NOTHING;
    private FrequentLines.Kept b = NOTHING;
    /** Per diagonal, places in a less places in b, how far a path has come in a. */
    private int[] forward = {};
    private int[] backward = {};
    private int origin;
    private int longest;
    private final Deque<Box> boxes = new ArrayDeque<>();

    /**
     * @param mostWork
     *            what has not been compared when so many steps are done is taken as rewritten
     */
    MyersDiff(LineMarks marks, Work<X> meter, long mostWork) {
        this.marks = marks;
        this.meter = meter;
        this.workLeft = mostWork;
    }

    /**
     * A part of both, between places {@code aStart} to {@code aEnd} and {@code bStart} to {@code bEnd}.
     *
     * @param minimal
     *            whether no short cut is taken
     */
    private record Box(int aStart, int aEnd, int bStart, int bEnd, boolean minimal) {

        int lowest() {
            return aStart - bEnd;
        }

        int highest() {
            return aEnd - bStart;
        }

        int first() {
            return aStart - bStart;
        }

        int last() {
            return aEnd - bEnd;
        }
    }

    /** Where a box is split, and whether its parts are searched without short cuts. */
    private record Split(int x, int y, boolean lowMinimal, boolean highMinimal) {}

    /**
     * @param numbers
     *            all lines' numbers are below it
     */
    void mark(int oldStart, int oldEnd, int newStart, int newEnd, int numbers) throws X {
        meter.work(numbers);
        FrequentLines lines = new FrequentLines(Arrays.copyOfRange(marks.old(), oldStart, oldEnd),
                Arrays.copyOfRange(marks.now(), newStart, newEnd), numbers);
        a = lines.keepOld(place -> marks.remove(oldStart + place, oldStart + place + 1), oldStart);
        b = lines.keepNow(place -> marks.add(newStart + place, newStart + place + 1), newStart);
        int diagonals = a.lines().length + b.lines().length + 3;
        forward = new int[diagonals];
        backward = new int[diagonals];
        origin = b.lines().length + 1;
        longest = Math.max(LEAST_LONG_SEARCH, FrequentLines.aboutRoot(diagonals));
        boxes.push(new Box(0, a.lines().length, 0, b.lines().length, false));
        while (!boxes.isEmpty()) {
            solve(boxes.pop());
        }
    }

    private void solve(Box whole) throws X {
        int aStart = whole.aStart;
        int bStart = whole.bStart;
        int aEnd = whole.aEnd;
        int bEnd = whole.bEnd;
        while (aStart < aEnd && bStart < bEnd && a.lines()[aStart] == b.lines()[bStart]) {
            aStart++;
            bStart++;
        }
        while (aStart < aEnd && bStart < bEnd && a.lines()[aEnd - 1] == b.lines()[bEnd - 1]) {
            aEnd--;
            bEnd--;
        }
        if (aStart == aEnd || bStart == bEnd || workLeft <= 0) {
            markAll(aStart, aEnd, bStart, bEnd);
            return;
        }
        Split split = split(new Box(aStart, aEnd, bStart, bEnd, whole.minimal));
        boxes.push(new Box(split.x, aEnd, split.y, bEnd, split.highMinimal));
        boxes.push(new Box(aStart, split.x, bStart, split.y, split.lowMinimal));
    }

    private void markAll(int aStart, int aEnd, int bStart, int bEnd) {
        for (int i = aStart; i < aEnd; i++) {
            marks.remove(a.places()[i], a.places()[i] + 1);
        }
        for (int i = bStart; i < bEnd; i++) {
            marks.add(b.places()[i], b.places()[i] + 1);
        }
    }

    /** The diagonals that a search from one end has reached. */
    private static final class Reach {
        private int low;
        private int high;
        private boolean longRun;

        Reach(int diagonal) {
            low = diagonal;
            high = diagonal;
        }

        boolean covers(int diagonal) {
            return low <= diagonal && diagonal <= high;
        }
    }

    private Split split(Box box) throws X {
        boolean odd = ((box.first() - box.last()) & 1) != 0;
        Reach ahead = new Reach(box.first());
        Reach back = new Reach(box.last());
        forward[origin + box.first()] = box.aStart;
        backward[origin + box.last()] = box.aEnd;
        for (int round = 1;; round++) {
            meter.work(ahead.high - ahead.low + 1);
            workLeft -= ahead.high - ahead.low + 1;
            ahead.longRun = false;
            Split met = growForward(box, ahead, odd ? back : null);
            if (met == null)
                met = growBackward(box, ahead, back, !odd);
            if (met != null)
                return met;
            if (box.minimal)
                continue;
            if (ahead.longRun && round > PROMISING_ROUNDS) {
                met = promising(box, ahead, back, round);
                if (met != null)
                    return met;
            }
            if (round >= longest)
                return furthest(box, ahead, back);
        }
    }

    private @Nullable Split growForward(Box box, Reach ahead,
            @Nullable Reach mayMeet) {
        if (ahead.low > box.lowest())
            forward[origin + --ahead.low - 1] = -1;
        else
            ahead.low++;
        if (ahead.high < box.highest())
            forward[origin + ++ahead.high + 1] = -1;
        else
            ahead.high--;
        for (int d = ahead.high; d >= ahead.low; d -= 2) {
            int x = Math.max(forward[origin + d - 1] + 1, forward[origin + d + 1]);
            int from = x;
            while (x < box.aEnd && x - d < box.bEnd && a.lines()[x] == b.lines()[x - d]) {
                x++;
            }
            ahead.longRun |= x - from > PROMISING_RUN;
            forward[origin + d] = x;
            if (mayMeet != null && mayMeet.covers(d) && backward[origin + d] <= x)
                return new Split(x, x - d, true, true);
        }
        return null;
    }

    private @Nullable Split growBackward(Box box, Reach ahead, Reach back,
            boolean mayMeet) {
        if (back.low > box.lowest())
            backward[origin + --back.low - 1] = FAR;
        else
            back.low++;
        if (back.high < box.highest())
            backward[origin + ++back.high + 1] = FAR;
        else
            back.high--;
        for (int d = back.high; d >= back.low; d -= 2) {
            int x = Math.min(backward[origin + d - 1], backward[origin + d + 1] - 1);
            int from = x;
            while (x > box.aStart && x - d > box.bStart && a.lines()[x - 1] == b.lines()[x - d - 1]) {
                x--;
            }
            ahead.longRun |= from - x > PROMISING_RUN;
            backward[origin + d] = x;
            if (mayMeet && ahead.covers(d) && x <= forward[origin + d])
                return new Split(x, x - d, true, true);
        }
        return null;
    }

    /** A point far along, at a long run of equal lines, near enough to the middle diagonal. */
    private @Nullable Split promising(Box box, Reach ahead, Reach back, int round) {
        int best = 0;
        Split found = null;
        for (int d = ahead.high; d >= ahead.low; d -= 2) {
            int x = forward[origin + d];
            int y = x - d;
            int value = x - box.aStart + y - box.bStart - Math.abs(d - box.first());
            if (value > PROMISING_FACTOR * round && value > best && box.aStart + PROMISING_RUN <= x && x < box.aEnd
                    && box.bStart + PROMISING_RUN <= y && y < box.bEnd && isRun(x - PROMISING_RUN, y - PROMISING_RUN)) {
                best = value;
                found = new Split(x, y, true, false);
            }
        }
        if (found != null)
            return found;
        for (int d = back.high; d >= back.low; d -= 2) {
            int x = backward[origin + d];
            int y = x - d;
            int value = box.aEnd - x + box.bEnd - y - Math.abs(d - box.last());
            if (value > PROMISING_FACTOR * round && value > best && box.aStart < x && x <= box.aEnd - PROMISING_RUN
                    && box.bStart < y && y <= box.bEnd - PROMISING_RUN && isRun(x, y)) {
                best = value;
                found = new Split(x, y, false, true);
            }
        }
        return found;
    }

    private boolean isRun(int x, int y) {
        return Arrays.equals(a.lines(), x, x + PROMISING_RUN, b.lines(), y, y + PROMISING_RUN);
    }

    private Split furthest(Box box, Reach ahead, Reach back) {
        int aheadSum = -1;
        int aheadX = -1;
        for (int d = ahead.high; d >= ahead.low; d -= 2) {
            int x = Math.min(Math.min(forward[origin + d], box.aEnd), box.bEnd + d);
            if (aheadSum < x + x - d) {
                aheadSum = x + x - d;
                aheadX = x;
            }
        }
        int backSum = FAR;
        int backX = FAR;
        for (int d = back.high; d >= back.low; d -= 2) {
            int x = Math.max(Math.max(backward[origin + d], box.aStart), box.bStart + d);
            if (x + x - d < backSum) {
                backSum = x + x - d;
                backX = x;
            }
        }
        return box.aEnd + box.bEnd - backSum < aheadSum - (box.aStart + box.bStart)
                ? new Split(aheadX, aheadSum - aheadX, true, false)
                : new Split(backX, backSum - backX, false, true);
    }
}
