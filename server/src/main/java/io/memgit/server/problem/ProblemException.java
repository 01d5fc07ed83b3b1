package io.memgit.server.problem;

/**
 * Carries a {@link Problem} out of deeply nested code; it has no stack trace, because it is no bug.
 */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What is to be answered. */
    public Problem problem() {
        return problem;
    }
}
