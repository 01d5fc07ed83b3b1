package io.memgit.core.line;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of two files differ. Marks come in runs, with lines between that are the same in both
 * files.
 */
public final class LineMarks {

    private final int[] old;
    private final int[] now;
    private final boolean[] removed;
    private final boolean[] added;

    LineMarks(int[] old, int[] now) {
        this.old = old;
        this.now = now;
        this.removed = new boolean[old.length];
        this.added = new boolean[now.length];
    }

    int[] old() {
        return old;
    }

    int[] now() {
        return now;
    }

    void remove(int from, int to) {
        Arrays.fill(removed, from, to, true);
    }

    void add(int from, int to) {
        Arrays.fill(added, from, to, true);
    }

    /**
     * A place where the files differ.
     *
     * @param oldStart
     *            the first line that is removed
     * @param oldCount
     *            how many are
     * @param newStart
     *            the first line that is added
     * @param newCount
     *            how many are
     */
    public record Edit(int oldStart, int oldCount, int newStart, int newCount) {

        public int oldEnd() {
            return oldStart + oldCount;
        }
    }

    /** Moves runs to where Git has them, and gives what they are then. */
    public List<Edit> edits() {
        return edits(null, null);
    }

    /** The same, each run with nothing beside it where it reads best, as {@code git diff} shows it. */
    List<Edit> edits(@Nullable Indents oldIndents, @Nullable Indents newIndents) {
        RunSlider.slide(old, removed, added, oldIndents);
        RunSlider.slide(now, added, removed, newIndents);
        List<Edit> edits = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < removed.length || j < added.length) {
            int oldStart = i;
            int newStart = j;
            while (i < removed.length && removed[i]) {
                i++;
            }
            while (j < added.length && added[j]) {
                j++;
            }
            if (i > oldStart || j > newStart)
                edits.add(new Edit(oldStart, i - oldStart, newStart, j - newStart));
            i++;
            j++;
        }
        return edits;
    }
}
