package io.memgit.core.browse;

import io.memgit.core.line.Text;

/** A file cut into lines, each with its line feed. */
final class Lines {

    /** As Git does: a file is binary when NUL is among its first bytes. */
    static final int BYTES_THAT_TELL_BINARY = 8_000;

    private final byte[] bytes;
    private final int[] ends;

    private Lines(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    static Lines of(byte[] bytes) {
        int[] ends = new int[count(bytes)];
        int count = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || i + 1 == bytes.length)
                ends[count++] = i + 1;
        }
        return new Lines(bytes, ends);
    }

    /** How many lines a file has, without cutting it. */
    static int count(byte[] bytes) {
        int count = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || i + 1 == bytes.length)
                count++;
        }
        return count;
    }

    /** The same lines with only what counts of them, to be compared and not shown. */
    Lines comparable(Whitespace whitespace) {
        if (whitespace == Whitespace.SHOW)
            return this;
        byte[] kept = new byte[bytes.length];
        int[] keptEnds = new int[ends.length];
        int length = 0;
        for (int line = 0; line < ends.length; line++) {
            length = keepWhatCounts(line, whitespace, kept, length);
            keptEnds[line] = length;
        }
        return new Lines(kept, keptEnds);
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

    /** These lines, with numbers that say which of them are equal. */
    Text numbered(int[] numbers) {
        return Text.of(bytes, ends, numbers);
    }

    byte[] bytes() {
        return bytes;
    }

    int count() {
        return ends.length;
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
