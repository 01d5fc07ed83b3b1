package io.memgit.core.pattern;

/** A place between two characters of a line, told by what is before it and what is behind it. */
enum Edge {
    LINE_START, LINE_END, WORD_START, WORD_END, WORD_EDGE, NO_WORD_EDGE;

    /** What is on one side of a place: nothing more of the line. */
    static final int NOTHING = 0;
    /** A character that words are not made of. */
    static final int OTHER = 1;
    /** A letter, a digit or {@code _}. */
    static final int WORD = 2;

    /** What a byte is on one side of a place. */
    static int kind(byte b) {
        return isWord(b) ? WORD : OTHER;
    }

    static boolean isWord(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
    }

    boolean isBetween(int before, int behind) {
        return switch (this) {
            case LINE_START -> before == NOTHING;
            case LINE_END -> behind == NOTHING;
            case WORD_START -> before != WORD && behind == WORD;
            case WORD_END -> before == WORD && behind != WORD;
            case WORD_EDGE -> (before == WORD) != (behind == WORD);
            case NO_WORD_EDGE -> (before == WORD) == (behind == WORD);
        };
    }

    /** Whether it matters which character is beside the place. */
    boolean knowsWords() {
        return this != LINE_START && this != LINE_END;
    }
}
