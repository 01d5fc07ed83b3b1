package io.memgit.server.security;

import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import java.time.Duration;

/**
 * Refusals that must read the same wherever they come from, or they would tell what they are to
 * hide.
 */
public final class Refusals {

    private Refusals() {}

    /** A repository that is not there, or that the caller must not know of. */
    public static Problem noRepository() {
        return Problem.of(Code.REPO_NOT_FOUND, "there is no such repository");
    }

    /** Too many wrong passwords. */
    public static Problem locked(Duration retryAfter) {
        return Problem.of(Code.RATE_LIMITED, "too many wrong passwords; try again later")
                .header("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }

    /** Too many passwords are being checked. */
    public static Problem overloaded() {
        return Problem.of(Code.OVERLOADED, "too many passwords are being checked; try again in a moment")
                .with("outcome", "not_applied")
                .header("Retry-After", "1");
    }
}
