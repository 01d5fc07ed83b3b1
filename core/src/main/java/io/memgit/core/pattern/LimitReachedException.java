package io.memgit.core.pattern;

/** Ends the reading of a pattern that is larger than a limit; the door turns it into a refusal. */
final class LimitReachedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String limit;
    private final long maximum;

    LimitReachedException(String limit, long maximum) {
        super(limit, null, false, false);
        this.limit = limit;
        this.maximum = maximum;
    }

    /** The limit's name among those of searches. */
    String limit() {
        return limit;
    }

    long maximum() {
        return maximum;
    }
}
