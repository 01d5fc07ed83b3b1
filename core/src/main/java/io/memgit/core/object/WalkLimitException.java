package io.memgit.core.object;

/**
 * Ends a walk through history or trees that has become longer than it may. It passes through JGit,
 * which is why it is not checked; whoever began the walk answers with the limit's name.
 */
public final class WalkLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String limit;

    WalkLimitException(String limit, String message) {
        super(message, null, false, false);
        this.limit = limit;
    }

    /** The name of the limit, such as {@code browse.walk_time}. */
    public String limit() {
        return limit;
    }
}
