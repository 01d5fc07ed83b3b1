package io.memgit.core.search;

import io.memgit.core.pattern.LineScanner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Shows lines of one file: what they hold, what is around them, and where they match. */
final class LineTexts {

    private static final int PREVIEW_BYTES = 200;
    private static final int PREVIEW_BEFORE = 60;
    /** About what telling of a match takes: a line may match at each of its bytes. */
    private static final int SPAN_BYTES = 24;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final int lineSize;
    private int counted;
    private int line = 1;
    private long shown;

    /**
     * @param lineSize
     *            how many bytes of a line are shown
     */
    LineTexts(Contents contents, int lineSize) {
        this.bytes = contents.bytes();
        this.start = contents.start();
        this.end = contents.end();
        this.lineSize = lineSize;
        this.counted = start;
    }

    /** How many bytes were shown so far, with the places of matches. */
    long shown() {
        return shown;
    }

    /** The number of the line that begins at {@code at}, not before the last one asked for. */
    int number(int at) {
        for (; counted < at; counted++) {
            if (bytes[counted] == '\n')
                line++;
        }
        return line;
    }

    boolean isCut(int from, int to) {
        return to - from > lineSize;
    }

    /** A line, as far as it is shown. */
    String text(int from, int to) {
        int stop = from + Math.min(to - from, lineSize);
        // Not in the middle of a character.
        for (int back = 0; stop < to && back < 3 && stop > from && (bytes[stop] & 0xc0) == 0x80; back++)
            stop--;
        shown += stop - from;
        return new String(bytes, from, stop - from, StandardCharsets.UTF_8);
    }

    /** What is around the first match of a line, without blanks at its ends. */
    String preview(int from, int to, int match) {
        int first = Math.max(from, to - from <= PREVIEW_BYTES ? from : Math.min(match, to) - PREVIEW_BEFORE);
        while (first > from && first < to && (bytes[first] & 0xc0) == 0x80)
            first--;
        int last = Math.min(to, first + PREVIEW_BYTES);
        while (last < to && last > first && (bytes[last] & 0xc0) == 0x80)
            last--;
        shown += last - first;
        return new String(bytes, first, last - first, StandardCharsets.UTF_8).strip();
    }

    /** Up to {@code most} lines before the one that begins at {@code at}. */
    List<String> before(int at, int most) {
        List<String> lines = new ArrayList<>();
        int behind = at;
        while (lines.size() < most && behind > start) {
            int to = behind - 1;
            int from = to;
            while (from > start && bytes[from - 1] != '\n')
                from--;
            lines.addFirst(text(from, to));
            behind = from;
        }
        return lines;
    }

    /** Up to {@code most} lines from {@code at} on. */
    List<String> after(int at, int most) {
        List<String> lines = new ArrayList<>();
        int from = at;
        while (lines.size() < most && from < end) {
            int to = from;
            while (to < end && bytes[to] != '\n')
                to++;
            lines.add(text(from, to));
            from = to + 1;
        }
        return lines;
    }

    /** Where the line that {@code scanner} has found matches, as far as it is shown. */
    List<Span> matches(LineScanner scanner) {
        List<Span> spans = new ArrayList<>();
        int from = scanner.lineStart();
        while (scanner.findMatch(bytes, from) && scanner.matchEnd() - scanner.lineStart() <= lineSize) {
            spans.add(new Span(scanner.matchStart() - scanner.lineStart(), scanner.matchEnd() - scanner.lineStart()));
            shown += SPAN_BYTES;
            if (scanner.matchEnd() == scanner.matchStart())
                break;
            from = scanner.matchEnd();
        }
        return spans;
    }
}
