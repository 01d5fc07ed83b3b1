package io.memgit.server.operations;

import io.memgit.server.problem.Code;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An operation as it is now.
 *
 * @param id
 *            32 hex digits
 * @param kind
 *            what it does, such as {@code maintenance}
 * @param state
 *            where it stands
 * @param progress
 *            how far it is
 * @param error
 *            why it failed
 * @param result
 *            what the request would have been answered with, once it succeeded
 */
public record OperationBody(String id, String kind, State state, Progress progress, Optional<Failure> error,
        Optional<Map<String, Object>> result) {

    /** Where an operation stands. */
    public enum State {
        RUNNING, SUCCEEDED, FAILED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why it failed. */
    public record Failure(Code code, String detail) {}
}
