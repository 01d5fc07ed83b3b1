package io.memgit.core.browse;

import java.util.Arrays;

/** A file cut into lines, each with its line feed. */
final class Lines {

    /** As Git does: a file is binary when NUL is among its first bytes. */
    private static final int BYTES_THAT_TELL_BINARY = 8_000;

    private final byte[] bytes;
    private final int[] ends;
    private final int count;

    private Lines(byte[] bytes, int[] ends, int count) {
        this.bytes = bytes;
        this.ends = ends;
        this.count = count;
    }

    static Lines of(byte[] bytes) {
        int[] ends = new int[Math.max(16, bytes.length / 32)];
        int count = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || i + 1 == bytes.length) {
                if (count == ends.length)
                    ends = Arrays.copyOf(ends, count * 2);
                ends[count++] = i + 1;
            }
        }
        return new Lines(bytes, ends, count);
    }

    /** The same lines with only what counts of them, to be compared and not shown. */
    Lines comparable(Whitespace whitespace) {
        if (whitespace == Whitespace.SHOW)
            return this;
        byte[] kept = new byte[bytes.length];
        int[] keptEnds = new int[count];
        int length = 0;
        for (int line = 0; line < count; line++) {
            length = keepWhatCounts(line, whitespace, kept, length);
            keptEnds[line] = length;
        }
        return new Lines(kept, keptEnds, count);
    }

    private int keepWhatCounts(int line, Whitespace whitespace, byte[] kept, int from) {
        int end = end(line);
        while (end > start(line) && isSpace(bytes[end - 1])) {
            end--;
        }
        int length = from;
        for (int i = start(line); i < end; i++) {
            if (whitespace == Whitespace.IGNORE_AT_EOL || !isSpace(bytes[i]))
                kept[length++] = bytes[i];
            else if (whitespace == Whitespace.IGNORE_CHANGE && !isSpace(bytes[i + 1]))
                kept[length++] = ' ';
        }
        return length;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    static boolean isBinary(byte[] content) {
        int length = Math.min(content.length, BYTES_THAT_TELL_BINARY);
        for (int i = 0; i < length; i++) {
            if (content[i] == 0)
                return true;
        }
        return false;
    }

    byte[] bytes() {
        return bytes;
    }

    int count() {
        return count;
    }

    int start(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    int end(int line) {
        return ends[line];
    }

    boolean endsInLineFeed(int line) {
        return bytes[ends[line] - 1] == '\n';
    }
}
