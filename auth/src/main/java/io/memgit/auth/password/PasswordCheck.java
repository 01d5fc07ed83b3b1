package io.memgit.auth.password;

import io.memgit.auth.state.StoredUser;
import java.time.Duration;

/** What came of checking a password. */
public sealed interface PasswordCheck {

    /**
     * It is the password of an active user.
     *
     * @param user
     *            that user
     */
    record Right(StoredUser user) implements PasswordCheck {}

    /** It is not: the user is unknown or not active, or the password is another one. */
    record Wrong() implements PasswordCheck {}

    /**
     * It was not looked at: there were too many wrong ones for this name or from this address.
     *
     * @param retryAfter
     *            how long that stays so
     */
    record TooManyFailures(Duration retryAfter) implements PasswordCheck {}

    /** It was not looked at: too many are waiting to be checked. */
    record Overloaded() implements PasswordCheck {}
}
