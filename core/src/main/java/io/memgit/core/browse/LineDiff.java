package io.memgit.core.browse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Finds the fewest lines to delete and add that make one file out of another.
 *
 * <p>
 * This is the algorithm of E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), in
 * its linear-space form: paths of ever more edits are grown from both ends until they meet, which
 * splits the files in two smaller pairs. Lines that the other file has nowhere are set aside
 * before, since they can only be edits.
 *
 * <p>
 * Two files that differ wildly would take forever, so a search that finds no meeting point after
 * {@link #LONGEST_SEARCH} rounds is split where it has come furthest, and what is left once all
 * work is spent is taken as rewritten. The result is right in every case, and the smallest one
 * short of these bounds.
 */
final class LineDiff {

    private static final int LONGEST_SEARCH = 2_048;
    private static final long MOST_WORK = 300_000_000;
    /** A point that no path has reached; far enough from overflowing when it is stepped from. */
    private static final int NOWHERE_FORWARD = Integer.MIN_VALUE / 2;
    private static final int NOWHERE_BACKWARD = Integer.MAX_VALUE / 2;

    private final int[] old;
    private final int[] now;
    private final boolean[] deleted;
    private final boolean[] added;

    /** The lines that both files have somewhere, and where those are in the files. */
    private int[] a = new int[0];
    private int[] b = new int[0];
    private int[] lineOfA = new int[0];
    private int[] lineOfB = new int[0];

    /** Per diagonal, the furthest line of {@code a} that a path has reached. */
    private int[] forward = new int[0];
    private int[] backward = new int[0];
    private int origin;
    private int splitA;
    private int splitB;
    private long workLeft = MOST_WORK;

    private LineDiff(int[] old, int[] now) {
        this.old = old;
        this.now = now;
        this.deleted = new boolean[old.length];
        this.added = new boolean[now.length];
    }

    /** The edits between two rows of line numbers, in order. */
    static List<Edit> between(int[] old, int[] now) {
        LineDiff diff = new LineDiff(old, now);
        diff.setLonelyLinesAside();
        diff.origin = diff.b.length + 1;
        diff.forward = new int[diff.a.length + diff.b.length + 3];
        diff.backward = new int[diff.a.length + diff.b.length + 3];
        diff.solve(0, diff.a.length, 0, diff.b.length);
        return diff.slideDown(diff.edits());
    }

    private void setLonelyLinesAside() {
        int numbers = 0;
        for (int number : old) {
            numbers = Math.max(numbers, number + 1);
        }
        for (int number : now) {
            numbers = Math.max(numbers, number + 1);
        }
        boolean[] inOld = present(old, numbers);
        boolean[] inNow = present(now, numbers);
        lineOfA = linesThat(inNow, old, deleted);
        lineOfB = linesThat(inOld, now, added);
        a = numbersOf(lineOfA, old);
        b = numbersOf(lineOfB, now);
    }

    private static int[] numbersOf(int[] chosen, int[] lines) {
        int[] numbers = new int[chosen.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = lines[chosen[i]];
        }
        return numbers;
    }

    private static boolean[] present(int[] lines, int numbers) {
        boolean[] present = new boolean[numbers];
        for (int number : lines) {
            present[number] = true;
        }
        return present;
    }

    private static int[] linesThat(boolean[] areInOther, int[] lines, boolean[] edited) {
        int[] kept = new int[lines.length];
        int count = 0;
        for (int line = 0; line < lines.length; line++) {
            if (areInOther[lines[line]])
                kept[count++] = line;
            else
                edited[line] = true;
        }
        return Arrays.copyOf(kept, count);
    }

    private void solve(int fromA, int toA, int fromB, int toB) {
        int aStart = fromA;
        int bStart = fromB;
        int aEnd = toA;
        int bEnd = toB;
        while (true) {
            while (aStart < aEnd && bStart < bEnd && a[aStart] == b[bStart]) {
                aStart++;
                bStart++;
            }
            while (aStart < aEnd && bStart < bEnd && a[aEnd - 1] == b[bEnd - 1]) {
                aEnd--;
                bEnd--;
            }
            if (aStart == aEnd || bStart == bEnd || !split(aStart, aEnd, bStart, bEnd)) {
                markEdited(aStart, aEnd, bStart, bEnd);
                return;
            }
            int middleA = splitA;
            int middleB = splitB;
            solve(aStart, middleA, bStart, middleB);
            aStart = middleA;
            bStart = middleB;
        }
    }

    private void markEdited(int aStart, int aEnd, int bStart, int bEnd) {
        for (int i = aStart; i < aEnd; i++) {
            deleted[lineOfA[i]] = true;
        }
        for (int i = bStart; i < bEnd; i++) {
            added[lineOfB[i]] = true;
        }
    }

    /**
     * The part of both files that is searched, and the diagonals in it: places in a less places in
     * b.
     */
    private record Box(int aStart, int aEnd, int bStart, int bEnd) {

        int firstDiagonal() {
            return aStart - bStart;
        }

        int lastDiagonal() {
            return aEnd - bEnd;
        }

        int low(int centre, int rounds) {
            return Math.max(centre - rounds, aStart - bEnd);
        }

        int high(int centre, int rounds) {
            return Math.min(centre + rounds, aEnd - bStart);
        }
    }

    /**
     * Finds a point on a shortest path, so that neither half is the whole. Each round of the
     * search reaches one diagonal more to either side, as far as there is any.
     *
     * @return whether a point was found before all work was spent
     */
    private boolean split(int aStart, int aEnd, int bStart, int bEnd) {
        Box box = new Box(aStart, aEnd, bStart, bEnd);
        boolean meetGoingForward = ((box.firstDiagonal() - box.lastDiagonal()) & 1) != 0;
        forward[origin + box.firstDiagonal()] = aStart;
        backward[origin + box.lastDiagonal()] = aEnd;
        for (int round = 1; round < LONGEST_SEARCH; round++) {
            workLeft -= 2L * round;
            if (workLeft < 0)
                return false;
            if (growForward(box, round, meetGoingForward) || growBackward(box, round, !meetGoingForward))
                return true;
        }
        splitWhereItCameFurthest(box, LONGEST_SEARCH - 1);
        return true;
    }

    private boolean growForward(Box box, int round, boolean mayMeet) {
        int centre = box.firstDiagonal();
        int low = box.low(centre, round);
        int high = box.high(centre, round);
        int otherLow = box.low(box.lastDiagonal(), round - 1);
        int otherHigh = box.high(box.lastDiagonal(), round - 1);
        forward[origin + low - 1] = NOWHERE_FORWARD;
        forward[origin + high + 1] = NOWHERE_FORWARD;
        for (int k = low + ((low - centre - round) & 1); k <= high; k += 2) {
            int deleting = forward[origin + k - 1] + 1;
            int adding = forward[origin + k + 1];
            int x = Math.max(deleting > box.aEnd ? NOWHERE_FORWARD : deleting,
                    adding - k > box.bEnd ? NOWHERE_FORWARD : adding);
            if (x < box.aStart) {
                forward[origin + k] = NOWHERE_FORWARD;
                continue;
            }
            while (x < box.aEnd && x - k < box.bEnd && a[x] == b[x - k]) {
                x++;
            }
            forward[origin + k] = x;
            if (mayMeet && k >= otherLow && k <= otherHigh && backward[origin + k] <= x)
                return splitAt(x, k);
        }
        return false;
    }

    private boolean growBackward(Box box, int round, boolean mayMeet) {
        int centre = box.lastDiagonal();
        int low = box.low(centre, round);
        int high = box.high(centre, round);
        int otherLow = box.low(box.firstDiagonal(), round);
        int otherHigh = box.high(box.firstDiagonal(), round);
        backward[origin + low - 1] = NOWHERE_BACKWARD;
        backward[origin + high + 1] = NOWHERE_BACKWARD;
        for (int k = low + ((low - centre - round) & 1); k <= high; k += 2) {
            int deleting = backward[origin + k + 1] - 1;
            int adding = backward[origin + k - 1];
            int x = Math.min(deleting < box.aStart ? NOWHERE_BACKWARD : deleting,
                    adding - k < box.bStart ? NOWHERE_BACKWARD : adding);
            if (x > box.aEnd) {
                backward[origin + k] = NOWHERE_BACKWARD;
                continue;
            }
            while (x > box.aStart && x - k > box.bStart && a[x - 1] == b[x - k - 1]) {
                x--;
            }
            backward[origin + k] = x;
            if (mayMeet && k >= otherLow && k <= otherHigh && x <= forward[origin + k])
                return splitAt(x, k);
        }
        return false;
    }

    private boolean splitAt(int x, int diagonal) {
        splitA = x;
        splitB = x - diagonal;
        return true;
    }

    private void splitWhereItCameFurthest(Box box, int round) {
        int best = Integer.MIN_VALUE;
        int centre = box.firstDiagonal();
        int low = box.low(centre, round);
        for (int k = low + ((low - centre - round) & 1); k <= box.high(centre, round); k += 2) {
            int x = forward[origin + k];
            if (x >= box.aStart && 2 * x - k > best) {
                best = 2 * x - k;
                splitAt(x, k);
            }
        }
    }

    private List<Edit> edits() {
        List<Edit> edits = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.length || j < now.length) {
            int oldStart = i;
            int newStart = j;
            while (i < old.length && deleted[i]) {
                i++;
            }
            while (j < now.length && added[j]) {
                j++;
            }
            if (i > oldStart || j > newStart)
                edits.add(new Edit(oldStart, i, newStart, j));
            while (i < old.length && j < now.length && !deleted[i] && !added[j]) {
                i++;
                j++;
            }
        }
        return edits;
    }

    /**
     * Moves pure additions and deletions down as far as they read the same, which is where Git
     * shows them, and joins those that come to touch.
     */
    private List<Edit> slideDown(List<Edit> edits) {
        List<Edit> backwards = new ArrayList<>(edits.size());
        Edit next = new Edit(old.length, old.length, now.length, now.length);
        for (Edit edit : edits.reversed()) {
            int room = next.oldStart() - edit.oldEnd();
            int moved = 0;
            if (edit.onlyAdds())
                moved = sameLines(now, edit.newStart(), edit.newEnd(), room);
            else if (edit.onlyDeletes())
                moved = sameLines(old, edit.oldStart(), edit.oldEnd(), room);
            Edit placed = edit.movedDown(moved);
            if (!backwards.isEmpty() && placed.touches(next))
                placed = placed.joinedWith(backwards.removeLast());
            backwards.add(placed);
            next = placed;
        }
        Collections.reverse(backwards);
        return backwards;
    }

    private static int sameLines(int[] lines, int start, int end, int room) {
        int same = 0;
        while (same < room && lines[start + same] == lines[end + same]) {
            same++;
        }
        return same;
    }
}
