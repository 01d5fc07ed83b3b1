package io.memgit.server.web;

import java.util.Optional;

/**
 * A body of several JSON values, each read when it is asked for, so that the body never is in
 * memory as a whole.
 */
public interface JsonLines {

    /**
     * The next value, or empty after the last.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             400 {@code INVALID_REQUEST} with {@code details.line} (from 1) and
     *             {@code details.field}
     */
    <T> Optional<T> next(Class<T> type);
}
