package io.memgit.core.line;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds which lines of two files differ: the run of common lines whose rarest line is the rarest of
 * all splits the files, and so do the parts.
 *
 * <p>
 * This is the histogram diff that Git's merges use, in its reading: lines that are in the old part
 * more than 64 times start no run, and where there are only such common lines, {@link MyersDiff}
 * takes over.
 *
 * @param <X>
 *            how work says that there is too much of it
 */
public final class HistogramDiff<X extends Exception> {

    private static final int MOST_OCCURRENCES = 64;
    private static final int NONE = -1;

    private final Work<X> meter;
    /** By number of a line: its first place in the old part, and how often it is there. */
    private final int[] first;
    private final int[] count;
    /** By place in the old file: the next place with the same line. */
    private int[] next = {};
    private int[] old = {};
    private int[] now = {};
    private LineMarks marks = new LineMarks(old, now);
    private final Deque<Part> parts = new ArrayDeque<>();

    private int rarest;
    private boolean haveCommon;
    private int foundOld;
    private int foundNow;
    private int foundLength;

    /**
     * A diff for any number of files, one after the other.
     *
     * @param numbers
     *            all lines' numbers are below it
     */
    public HistogramDiff(int numbers, Work<X> meter) {
        this.meter = meter;
        this.first = new int[numbers];
        this.count = new int[numbers];
    }

    /** A part of both files. */
    private record Part(int oldStart, int oldEnd, int newStart, int newEnd) {}

    /** Compares two files, whose lines are known by their numbers. */
    public LineMarks between(int[] oldLines, int[] newLines) throws X {
        old = oldLines;
        now = newLines;
        next = new int[old.length];
        marks = new LineMarks(old, now);
        parts.push(new Part(0, old.length, 0, now.length));
        while (!parts.isEmpty()) {
            solve(parts.pop());
        }
        return marks;
    }

    private void solve(Part part) throws X {
        if (part.oldStart == part.oldEnd || part.newStart == part.newEnd) {
            marks.remove(part.oldStart, part.oldEnd);
            marks.add(part.newStart, part.newEnd);
            return;
        }
        search(part);
        if (haveCommon && rarest > MOST_OCCURRENCES) {
            new MyersDiff<>(marks, meter, Long.MAX_VALUE).mark(part.oldStart, part.oldEnd, part.newStart, part.newEnd,
                    first.length);
        } else if (foundLength == 0) {
            marks.remove(part.oldStart, part.oldEnd);
            marks.add(part.newStart, part.newEnd);
        } else {
            parts.push(new Part(foundOld + foundLength, part.oldEnd, foundNow + foundLength, part.newEnd));
            parts.push(new Part(part.oldStart, foundOld, part.newStart, foundNow));
        }
    }

    private void search(Part part) throws X {
        meter.work(part.oldEnd - part.oldStart);
        for (int i = part.oldEnd - 1; i >= part.oldStart; i--) {
            int line = old[i];
            next[i] = count[line]++ == 0 ? NONE : first[line];
            first[line] = i;
        }
        rarest = MOST_OCCURRENCES + 1;
        haveCommon = false;
        foundLength = 0;
        int j = part.newStart;
        while (j < part.newEnd) {
            meter.work(1);
            j = searchAt(j, part);
        }
        for (int i = part.oldStart; i < part.oldEnd; i++) {
            count[old[i]] = 0;
        }
    }

    /** Looks at the runs through one new line, and says where to look next. */
    private int searchAt(int line, Part part) throws X {
        int occurrences = count[now[line]];
        if (occurrences == 0)
            return line + 1;
        haveCommon = true;
        if (occurrences > rarest)
            return line + 1;
        int after = line + 1;
        int at = first[now[line]];
        while (at != NONE) {
            int start = at;
            int newStart = line;
            int rarestHere = occurrences;
            while (start > part.oldStart && newStart > part.newStart && old[start - 1] == now[newStart - 1]) {
                start--;
                newStart--;
                rarestHere = Math.min(rarestHere, count[old[start]]);
            }
            int end = at + 1;
            int newEnd = line + 1;
            while (end < part.oldEnd && newEnd < part.newEnd && old[end] == now[newEnd]) {
                rarestHere = Math.min(rarestHere, count[old[end]]);
                end++;
                newEnd++;
            }
            after = Math.max(after, newEnd);
            meter.work(end - start);
            // The first run counts as longer than none only if it is rarer than the bound.
            if (end - start > Math.max(1, foundLength) || rarestHere < rarest) {
                foundOld = start;
                foundNow = newStart;
                foundLength = end - start;
                rarest = rarestHere;
            }
            at = next[at];
            while (at != NONE && at < end) {
                at = next[at];
            }
        }
        return after;
    }
}
