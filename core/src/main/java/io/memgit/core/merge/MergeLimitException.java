package io.memgit.core.merge;

/** A merge has reached one of its limits; the door makes a {@link MergeResult.Exceeded} of it. */
final class MergeLimitException extends Exception {

    private static final long serialVersionUID = 1;

    private final String limit;

    MergeLimitException(String limit, String message) {
        super(message);
        this.limit = limit;
    }

    MergeResult.Exceeded result() {
        return new MergeResult.Exceeded(limit, String.valueOf(getMessage()));
    }
}
