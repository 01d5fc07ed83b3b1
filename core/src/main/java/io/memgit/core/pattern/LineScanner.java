package io.memgit.core.pattern;

import org.jspecify.annotations.Nullable;

/**
 * Looks through texts for the lines of a {@link LinePattern}, one after the other. For one thread.
 *
 * <pre>{@code
 * for (int at = 0; scanner.next(text, at, end); at = scanner.afterLine()) {
 *     // scanner.lineStart(), scanner.lineEnd()
 * }
 * }</pre>
 */
public final class LineScanner {

    private static final byte LINE_FEED = '\n';

    private final LinePattern pattern;
    private final Checkpoint checkpoint;
    private final @Nullable ByteText text;
    private final @Nullable ByteText filter;
    private final boolean words;
    private @Nullable LineAutomaton automaton;
    private @Nullable SpanFinder spans;

    private int lineStart;
    private int lineEnd;
    private int matchStart;
    private int matchEnd;

    // With the pattern inverted: the next line that has it after a place, looked for once.
    private byte @Nullable [] hitIn;
    private int hitFrom;
    private int hitTo;
    private int hitStart;

    LineScanner(LinePattern pattern, Checkpoint checkpoint) {
        this.pattern = pattern;
        this.checkpoint = checkpoint;
        this.text = pattern.text();
        this.filter = pattern.filter();
        this.words = pattern.meaning().words() && !pattern.meaning().wholeLines();
    }

    /** Where the line that was found begins. */
    public int lineStart() {
        return lineStart;
    }

    /** Where the line that was found ends, before its line feed. */
    public int lineEnd() {
        return lineEnd;
    }

    /** Where the next line begins; beyond the text after its last line. */
    public int afterLine() {
        return lineEnd + 1;
    }

    /**
     * Finds the first line that is looked for.
     *
     * @param in
     *            the text
     * @param from
     *            where a line begins
     * @param to
     *            where the text ends
     */
    public boolean next(byte[] in, int from, int to) {
        return pattern.meaning().inverted() ? nextWithout(in, from, to) : nextWith(in, from, to);
    }

    /** How many of the lines from {@code from} on are looked for, counted up to {@code most}. */
    public int count(byte[] in, int from, int to, int most) {
        int count = 0;
        for (int at = from; count < most && next(in, at, to); at = afterLine())
            count++;
        return count;
    }

    private boolean nextWithout(byte[] in, int from, int to) {
        for (int at = from; at < to; at = afterLine()) {
            lookForHit(in, at, to);
            if (hitStart > at) {
                setLine(in, at, to, at);
                return true;
            }
            setLine(in, at, to, at);
        }
        return false;
    }

    /** Sees to it that the next line with the pattern is known, which may be many lines further on. */
    @SuppressWarnings("ReferenceEquality") // the same text as before, not an equal one
    private void lookForHit(byte[] in, int from, int to) {
        if (in == hitIn && to == hitTo && from >= hitFrom && from <= hitStart)
            return;
        hitStart = nextWith(in, from, to) ? lineStart : Integer.MAX_VALUE;
        hitIn = in;
        hitFrom = from;
        hitTo = to;
    }

    private boolean nextWith(byte[] in, int from, int to) {
        for (int at = from; at < to; at = afterLine()) {
            int place = place(in, at, to);
            if (place < 0)
                return false;
            setLine(in, at, to, place);
            if (isMatch(in))
                return true;
            checkpoint.pass();
        }
        return false;
    }

    /** A place in the next line that may match. */
    private int place(byte[] in, int from, int to) {
        if (text != null)
            return text.find(in, from, to);
        return filter != null ? filter.find(in, from, to) : automaton().find(in, from, to);
    }

    private void setLine(byte[] in, int from, int to, int place) {
        lineStart = ByteText.lineStart(in, from, place);
        lineEnd = ByteText.indexOf(in, place, to, LINE_FEED);
    }

    private boolean isMatch(byte[] in) {
        if (words)
            return findMatch(in, lineStart);
        return text != null || filter == null || automaton().find(in, lineStart, lineEnd) >= 0;
    }

    /**
     * Finds the first match in the line that was found, from {@code from} on; false when there is
     * none, as in a line without the pattern.
     */
    public boolean findMatch(byte[] in, int from) {
        int at = from;
        while (find(in, at)) {
            if (!words || isWord(in))
                return true;
            // Where a word may begin next, as git goes on.
            at = matchStart + 1;
            while (at < lineEnd && Edge.isWord(in[at - 1]))
                at++;
            if (at >= lineEnd)
                return false;
        }
        return false;
    }

    /** Where the match that was found begins. */
    public int matchStart() {
        return matchStart;
    }

    /** Where the match that was found ends. */
    public int matchEnd() {
        return matchEnd;
    }

    private boolean find(byte[] in, int from) {
        if (text != null) {
            matchStart = text.find(in, from, lineEnd);
            matchEnd = matchStart + text.length();
            return matchStart >= 0;
        }
        SpanFinder finder = spans();
        boolean found = finder.find(in, lineStart, lineEnd, from);
        matchStart = finder.start();
        matchEnd = finder.end();
        return found;
    }

    private boolean isWord(byte[] in) {
        return matchStart < matchEnd && (matchStart == lineStart || !Edge.isWord(in[matchStart - 1]))
                && (matchEnd == lineEnd || !Edge.isWord(in[matchEnd]));
    }

    private LineAutomaton automaton() {
        LineAutomaton made = automaton;
        if (made == null) {
            made = new LineAutomaton(pattern.program(), checkpoint);
            automaton = made;
        }
        return made;
    }

    private SpanFinder spans() {
        SpanFinder made = spans;
        if (made == null) {
            made = new SpanFinder(pattern.program(), checkpoint);
            spans = made;
        }
        return made;
    }
}
