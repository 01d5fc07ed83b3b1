package io.memgit.server.web;

/** What a {@code Range} header asks of a body of known length. */
public sealed interface ByteRange {

    /** Everything: no range, several ranges, or one in a unit or form that is not understood. */
    record Whole() implements ByteRange {}

    /**
     * A part.
     *
     * @param from
     *            the first byte
     * @param to
     *            the last byte, included
     */
    record Part(int from, int to) implements ByteRange {
        public int length() {
            return to - from + 1;
        }
    }

    /** A range that begins after the end: 416. */
    record Unsatisfiable() implements ByteRange {}

    /**
     * Reads a header such as {@code bytes=0-99}, {@code bytes=100-} or {@code bytes=-100}.
     *
     * @param header
     *            its value
     * @param length
     *            how many bytes there are
     */
    static ByteRange of(String header, int length) {
        if (!header.startsWith("bytes=") || header.indexOf(',') >= 0)
            return new Whole();
        String range = header.substring("bytes=".length()).strip();
        int dash = range.indexOf('-');
        if (dash < 0)
            return new Whole();
        long first = number(range.substring(0, dash));
        long last = number(range.substring(dash + 1));
        boolean firstGiven = dash > 0;
        boolean lastGiven = dash < range.length() - 1;
        if (first < 0 || last < 0 || (!firstGiven && !lastGiven) || (firstGiven && lastGiven && last < first))
            return new Whole();
        if (!firstGiven)
            return last == 0 || length == 0
                    ? new Unsatisfiable()
                    : new Part((int) Math.max(0, length - last), length - 1);
        if (first >= length)
            return new Unsatisfiable();
        return new Part((int) first, lastGiven ? (int) Math.min(last, length - 1) : length - 1);
    }

    /** The digits' value, 0 for none at all, −1 for anything that is no number. */
    private static long number(String digits) {
        if (digits.length() > 18)
            return digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.MAX_VALUE : -1;
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9')
                return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
