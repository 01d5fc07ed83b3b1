package io.memgit.core.search;

/** Ends the work of one thread when the time of its search is over. */
final class OutOfTimeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutOfTimeException() {
        super("the time of the search is over", null, false, false);
    }
}
