package io.memgit.core.line;

import org.jspecify.annotations.Nullable;

/**
 * Moves runs of changed lines of one file to where a reader, and Git, expects them: what can be
 * moved is moved down as far as it goes, or up again to where the other file has a run to stand
 * beside; runs that touch become one.
 *
 * <p>
 * Between two unchanged lines, before the first and after the last, each file has a run, mostly an
 * empty one; both files have equally many. So each step here is one there.
 */
final class RunSlider {

    private final int[] lines;
    private final Runs runs;
    private final Runs others;
    private final @Nullable Indents indents;

    private RunSlider(int[] lines, boolean[] changed, boolean[] changedInOther, @Nullable Indents indents) {
        this.lines = lines;
        this.indents = indents;
        this.runs = new Runs(changed);
        this.others = new Runs(changedInOther);
    }

    /** The runs of one file; stands at one of them. */
    private static final class Runs {
        private final boolean[] changed;
        private int start;
        private int end;

        Runs(boolean[] changed) {
            this.changed = changed;
            this.end = endFrom(0);
        }

        boolean isEmpty() {
            return start == end;
        }

        int length() {
            return end - start;
        }

        boolean next() {
            if (end == changed.length)
                return false;
            start = end + 1;
            end = endFrom(start);
            return true;
        }

        void previous() {
            end = start - 1;
            start = startFrom(end);
        }

        private int endFrom(int from) {
            int at = from;
            while (at < changed.length && changed[at]) {
                at++;
            }
            return at;
        }

        private int startFrom(int from) {
            int at = from;
            while (at > 0 && changed[at - 1]) {
                at--;
            }
            return at;
        }

        void oneDown() {
            changed[start++] = false;
            changed[end] = true;
            end = endFrom(end + 1);
        }

        void oneUp() {
            changed[--start] = true;
            changed[--end] = false;
            start = startFrom(start);
        }
    }

    /**
     * @param lines
     *            the numbers of the file's lines
     * @param changed
     *            which of them are; is changed
     * @param changedInOther
     *            which of the other file's lines are
     * @param indents
     *            how the lines are indented, where a run with nothing beside it goes to where it reads
     *            best; null where it goes down
     */
    static void slide(int[] lines, boolean[] changed, boolean[] changedInOther, @Nullable Indents indents) {
        RunSlider slider = new RunSlider(lines, changed, changedInOther, indents);
        do {
            if (!slider.runs.isEmpty())
                slider.place();
        } while (slider.runs.next() && slider.others.next());
    }

    private void place() {
        int length;
        int highest;
        int besideOther;
        do {
            length = runs.length();
            while (up()) {
                others.previous();
            }
            highest = runs.end;
            besideOther = others.isEmpty() ? -1 : runs.end;
            while (down()) {
                others.next();
                if (!others.isEmpty())
                    besideOther = runs.end;
            }
        } while (length != runs.length()); // it met another run, so that both may move further
        if (runs.end == highest)
            return;
        if (besideOther < 0) {
            placeWhereItReadsBest(highest);
            return;
        }
        while (others.isEmpty() && up()) {
            others.previous();
        }
    }

    private void placeWhereItReadsBest(int highest) {
        if (indents == null)
            return;
        int best = indents.bestEnd(runs.length(), highest, runs.end);
        while (runs.end > best && up()) {
            others.previous();
        }
    }

    private boolean up() {
        if (runs.start == 0 || lines[runs.start - 1] != lines[runs.end - 1])
            return false;
        runs.oneUp();
        return true;
    }

    private boolean down() {
        if (runs.end == lines.length || lines[runs.start] != lines[runs.end])
            return false;
        runs.oneDown();
        return true;
    }
}
