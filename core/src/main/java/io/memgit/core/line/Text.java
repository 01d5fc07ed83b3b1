package io.memgit.core.line;

import java.util.Arrays;

/**
 * A file cut into lines, each with its line feed, and each known by a number: equal lines, equal
 * numbers.
 */
public final class Text {

    /** As Git does: a file is binary when NUL is among its first bytes. */
    private static final int BYTES_THAT_TELL_BINARY = 8_000;

    private final byte[] bytes;
    private final int[] ends;
    private final int[] numbers;

    private Text(byte[] bytes, int[] ends, int[] numbers) {
        this.bytes = bytes;
        this.ends = ends;
        this.numbers = numbers;
    }

    public static Text of(byte[] bytes, LineNumbers numbers) {
        int[] ends = ends(bytes);
        int[] known = new int[ends.length];
        int start = 0;
        for (int line = 0; line < ends.length; line++) {
            known[line] = numbers.of(bytes, start, ends[line]);
            start = ends[line];
        }
        return new Text(bytes, ends, known);
    }

    /**
     * A file whose lines are known; the arrays are not copied.
     *
     * @param ends
     *            where each line ends, after its line feed
     * @param numbers
     *            the number of each line
     */
    public static Text of(byte[] bytes, int[] ends, int[] numbers) {
        return new Text(bytes, ends, numbers);
    }

    private static int[] ends(byte[] bytes) {
        int[] ends = new int[Math.max(16, bytes.length / 32)];
        int count = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || i + 1 == bytes.length) {
                if (count == ends.length)
                    ends = Arrays.copyOf(ends, count * 2);
                ends[count++] = i + 1;
            }
        }
        return Arrays.copyOf(ends, count);
    }

    public static boolean isBinary(byte[] content) {
        int length = Math.min(content.length, BYTES_THAT_TELL_BINARY);
        for (int i = 0; i < length; i++) {
            if (content[i] == 0)
                return true;
        }
        return false;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** How many lines there are. */
    public int count() {
        return ends.length;
    }

    /** The lines' numbers; not to be written to. */
    public int[] numbers() {
        return numbers;
    }

    /** The numbers of {@code count} lines from {@code first} on. */
    public int[] numbers(int first, int count) {
        return Arrays.copyOfRange(numbers, first, first + count);
    }

    public int start(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    public int end(int line) {
        return ends[line];
    }

    public boolean endsInLineFeed(int line) {
        return bytes[ends[line] - 1] == '\n';
    }

    /** Whether a line that ends in a line feed has a carriage return before it. */
    public boolean endsInCrLf(int line) {
        int end = ends[line];
        return end - start(line) > 1 && bytes[end - 2] == '\r';
    }
}
