package io.memgit.core.pattern;

/** Ends the reading of a pattern that is none; the door turns it into a refusal. */
final class BadPatternException extends Exception {

    private static final long serialVersionUID = 1L;

    BadPatternException(String reason) {
        super(reason, null, false, false);
    }

    /** What is wrong, as a phrase. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
