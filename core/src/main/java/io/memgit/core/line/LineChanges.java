package io.memgit.core.line;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Which lines differ between files, exactly as {@code git diff} and {@code git blame} find it.
 *
 * <p>
 * An object is for many comparisons among files that are much alike, each of which is taken apart
 * once. Used by one thread.
 */
public final class LineChanges {

    /** Git leaves equal ends of files out of a comparison in pieces of this size. */
    private static final int TAIL_BYTES = 1_024;
    /** So many numbers of lines may be out of use before all are given anew. */
    private static final int SPARE_NUMBERS = 1 << 16;
    /** After so many steps what is left of two files is taken as rewritten; about a second. */
    private static final long MOST_WORK = 300_000_000;
    private static final int WORK_BETWEEN_LOOKS_AT_THE_CLOCK = 4_096;

    private final LongSupplier nanoTime;
    private final long deadline;
    private int untilLook = WORK_BETWEEN_LOOKS_AT_THE_CLOCK;
    private LineNumbers numbers = new LineNumbers();

    /**
     * @param time
     *            for all comparisons together
     * @param nanoTime
     *            a clock that only goes forward
     */
    public LineChanges(Duration time, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.deadline = nanoTime.getAsLong() + time.toNanos();
    }

    /** The time is over. */
    public static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooLongException() {
            super("comparing files takes too long", null, false, false);
        }
    }

    /** A file, cut into lines. */
    public static final class Lines {
        private final byte[] bytes;
        private final Text text;
        private final LineNumbers numbering;

        private Lines(byte[] bytes, LineNumbers numbering) {
            this.bytes = bytes;
            this.numbering = numbering;
            this.text = Text.of(bytes, numbering);
        }

        /** How many lines there are. */
        public int count() {
            return text.count();
        }

        /** The bytes of a line, counted from 0, without its line feed. */
        public byte[] line(int line) {
            int end = text.end(line) - (text.endsInLineFeed(line) ? 1 : 0);
            return Arrays.copyOfRange(bytes, text.start(line), end);
        }
    }

    /**
     * Lines of the old file, from {@code oldStart} to before {@code oldEnd}, in whose place there are
     * lines of the new one.
     */
    public record Edit(int oldStart, int oldEnd, int newStart, int newEnd) {}

    /** Cuts a file into lines. */
    public Lines lines(byte[] content) {
        return new Lines(content, numbers);
    }

    /**
     * The places where two files differ, in order.
     *
     * @throws TooLongException
     *             when the time is over
     */
    public List<Edit> between(Lines before, Lines after) {
        Lines old = current(before);
        Lines now = current(after);
        work(old.count() + now.count());
        return between(old.text, now.text, numbers.count(), true, this::work, Long.MAX_VALUE);
    }

    /**
     * The places where two files differ, in order; found after a bounded time whatever they are.
     *
     * @param numbers
     *            all lines' numbers are below it; lines with the same one need not be the same
     * @param context
     *            how many lines are shown around: with none, Git leaves equal ends out at once, which
     *            may change what it finds
     */
    public static List<Edit> between(Text old, Text now, int numbers, int context) {
        Work<RuntimeException> unmetered = _ -> {
            // ends by what it does, so that an answer does not depend on the machine
        };
        return between(old, now, numbers, context == 0, unmetered, MOST_WORK);
    }

    private static List<Edit> between(Text old, Text now, int numbers, boolean withoutTail,
            Work<? extends RuntimeException> meter, long mostWork) {
        int oldCount = withoutTail ? countWithoutTail(old, now) : old.count();
        int newCount = withoutTail ? now.count() - (old.count() - oldCount) : now.count();
        LineMarks marks = new LineMarks(Arrays.copyOf(old.numbers(), oldCount),
                Arrays.copyOf(now.numbers(), newCount));
        new MyersDiff<>(marks, meter, mostWork).mark(0, oldCount, 0, newCount, numbers);
        return marks.edits(new Indents(old, oldCount), new Indents(now, newCount))
                .stream()
                .map(e -> new Edit(e.oldStart(), e.oldEnd(), e.newStart(), e.newStart() + e.newCount()))
                .toList();
    }

    /**
     * Counts work, also what is done for the comparisons elsewhere.
     *
     * @throws TooLongException
     *             when the time is over
     */
    public void work(int amount) {
        untilLook -= amount;
        if (untilLook > 0)
            return;
        untilLook = WORK_BETWEEN_LOOKS_AT_THE_CLOCK;
        if (nanoTime.getAsLong() - deadline > 0)
            throw new TooLongException();
    }

    // What a comparison costs grows with all numbers that there are, so they are not kept for ever.
    private Lines current(Lines lines) {
        if (numbers.count() > SPARE_NUMBERS + 8 * lines.count())
            numbers = new LineNumbers();
        return lines.numbering == numbers ? lines : new Lines(lines.bytes, numbers);
    }

    /** How many of the old file's lines are left when the equal end of both is taken off. */
    private static int countWithoutTail(Text old, Text now) {
        byte[] a = old.bytes();
        byte[] b = now.bytes();
        int trimmed = 0;
        while (trimmed + TAIL_BYTES <= Math.min(a.length, b.length)
                && Arrays.equals(a, a.length - trimmed - TAIL_BYTES, a.length - trimmed, b,
                        b.length - trimmed - TAIL_BYTES, b.length - trimmed)) {
            trimmed += TAIL_BYTES;
        }
        int size = a.length - trimmed;
        while (size < a.length && a[size++] != '\n') {
            // On to the end of the line.
        }
        if (trimmed == 0)
            return old.count();
        int low = 0;
        int high = old.count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (old.end(middle) <= size)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
