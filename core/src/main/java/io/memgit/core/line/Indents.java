package io.memgit.core.line;

/**
 * Says where a run of changed lines that can be moved reads best, by how the lines around its ends
 * are indented: a run begins and ends better between blocks than within one.
 *
 * <p>
 * The penalties are those of {@code git diff}, since whoever asks needs the same answer; Git's
 * authors found them by trying out what people think of many differences.
 */
final class Indents {

    private static final int MOST_INDENT = 200;
    private static final int MOST_BLANKS = 20;
    private static final int MOST_MOVES = 100;
    private static final int TAB = 8;
    private static final int BLANK = -1;

    private static final int START_OF_FILE = 1;
    private static final int END_OF_FILE = 21;
    private static final int EACH_BLANK = -30;
    private static final int EACH_BLANK_AFTER = 6;
    private static final int DEEPER = -4;
    private static final int DEEPER_AFTER_BLANK = 10;
    private static final int BETWEEN_DEEPER = 24;
    private static final int BETWEEN_DEEPER_AFTER_BLANK = 17;
    private static final int SHALLOWER = 23;
    private static final int SHALLOWER_AFTER_BLANK = 17;
    private static final int WEIGHT_OF_INDENT = 60;

    private final Text text;
    private final int count;

    /**
     * @param count
     *            how many of the text's lines count, from the first one on
     */
    Indents(Text text, int count) {
        this.text = text;
        this.count = count;
    }

    /** How bad it is to cut a file at two places, which are compared by both parts. */
    private static final class Badness {
        private int indent;
        private int penalty;

        boolean isNoWorseThan(Badness other) {
            return WEIGHT_OF_INDENT * Integer.compare(indent, other.indent) + penalty - other.penalty <= 0;
        }
    }

    /**
     * Where a run ends best.
     *
     * @param length
     *            of the run
     * @param highest
     *            the first place where it can end
     * @param lowest
     *            the last one
     */
    int bestEnd(int length, int highest, int lowest) {
        int best = -1;
        Badness least = new Badness();
        for (int end = Math.max(highest, Math.max(lowest - length - 1, lowest - MOST_MOVES)); end <= lowest; end++) {
            Badness here = new Badness();
            addCut(end, here);
            addCut(end - length, here);
            if (best < 0 || here.isNoWorseThan(least)) {
                least = here;
                best = end;
            }
        }
        return best;
    }

    /** Adds what it costs to cut the file before a line. */
    private void addCut(int line, Badness to) {
        int here = line < count ? of(line) : BLANK;
        int blanksBefore = 0;
        int before = BLANK;
        for (int i = line - 1; i >= 0 && before == BLANK; i--) {
            before = of(i);
            if (before == BLANK && ++blanksBefore == MOST_BLANKS)
                before = 0;
        }
        int blanksBehind = 0;
        int after = BLANK;
        for (int i = line + 1; i < count && after == BLANK; i++) {
            after = of(i);
            if (after == BLANK && ++blanksBehind == MOST_BLANKS)
                after = 0;
        }
        int blanksAfter = here == BLANK ? 1 + blanksBehind : 0;
        int blanks = blanksBefore + blanksAfter;
        if (before == BLANK && blanksBefore == 0)
            to.penalty += START_OF_FILE;
        if (line >= count)
            to.penalty += END_OF_FILE;
        to.penalty += EACH_BLANK * blanks + EACH_BLANK_AFTER * blanksAfter;
        int indent = here == BLANK ? after : here;
        to.indent += indent;
        if (indent != BLANK && before != BLANK)
            to.penalty += ofIndent(indent, before, after, blanks > 0);
    }

    private static int ofIndent(int indent, int before, int after, boolean blanks) {
        if (indent == before)
            return 0;
        if (indent > before)
            return blanks ? DEEPER_AFTER_BLANK : DEEPER;
        if (after != BLANK && after > indent)
            return blanks ? BETWEEN_DEEPER_AFTER_BLANK : BETWEEN_DEEPER;
        return blanks ? SHALLOWER_AFTER_BLANK : SHALLOWER;
    }

    /** How far a line is indented, {@link #BLANK} for one of white space only. */
    private int of(int line) {
        byte[] bytes = text.bytes();
        int indent = 0;
        for (int i = text.start(line); i < text.end(line); i++) {
            switch (bytes[i]) {
                case ' ' -> indent++;
                case '\t' -> indent += TAB - indent % TAB;
                case '\n', '\r' -> {
                    // Takes no room.
                }
                default -> {
                    return indent;
                }
            }
            if (indent >= MOST_INDENT)
                return MOST_INDENT;
        }
        return BLANK;
    }
}
