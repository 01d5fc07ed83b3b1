package io.memgit.auth;

import java.time.Duration;

/** What came of logging in. */
public sealed interface Login {

    /**
     * The password is right.
     *
     * @param issued
     *            a token
     */
    record LoggedIn(IssuedToken issued) implements Login {}

    /** Name or password are wrong, and which is not said: 401. */
    record Rejected() implements Login {}

    /**
     * Not looked at, after too many wrong passwords: 429.
     *
     * @param retryAfter
     *            how long that stays so
     */
    record Locked(Duration retryAfter) implements Login {}

    /** Not looked at, because too many passwords wait to be checked: 503. */
    record Overloaded() implements Login {}
}
