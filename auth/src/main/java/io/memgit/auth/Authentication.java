package io.memgit.auth;

import io.memgit.auth.access.Principal;
import java.time.Duration;

/** What came of looking at credentials. */
public sealed interface Authentication {

    /**
     * They are right.
     *
     * @param principal
     *            whose they are and what they may do
     */
    record Authenticated(Principal principal) implements Authentication {}

    /** There are none. */
    record Anonymous() implements Authentication {}

    /** They are wrong, expired or revoked: 401, also for what everybody may see. */
    record Invalid() implements Authentication {}

    /**
     * They were not looked at, after too many wrong passwords: 429.
     *
     * @param retryAfter
     *            how long that stays so
     */
    record Locked(Duration retryAfter) implements Authentication {}

    /** They were not looked at, because too many passwords wait to be checked: 503. */
    record Overloaded() implements Authentication {}
}
