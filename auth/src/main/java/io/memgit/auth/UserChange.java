package io.memgit.auth;

import io.memgit.auth.state.User;
import java.time.Duration;

/** What came of asking for a change of a user. */
public sealed interface UserChange {

    /**
     * It is done, or could be done where it was only planned.
     *
     * @param user
     *            as it is now, or as it was before it was deleted
     */
    record Done(User user) implements UserChange {}

    /** There is no such user: 404. */
    record NotFound() implements UserChange {}

    /** There is a user of this name: 409. */
    record Exists() implements UserChange {}

    /**
     * The request makes no sense: 400.
     *
     * @param field
     *            which field of it, as the API spells it
     * @param detail
     *            one sentence for a person
     */
    record Invalid(String field, String detail) implements UserChange {}

    /**
     * Whoever asks may not do this: 403.
     *
     * @param detail
     *            one sentence for a person
     */
    record Forbidden(String detail) implements UserChange {}

    /** Nobody could administer the server any more: 409. */
    record LastAdmin() implements UserChange {}

    /** The current password is another one: 401. */
    record WrongPassword() implements UserChange {}

    /**
     * Not looked at, after too many wrong passwords: 429.
     *
     * @param retryAfter
     *            how long that stays so
     */
    record Locked(Duration retryAfter) implements UserChange {}

    /** Not looked at, because too many passwords wait to be hashed: 503. */
    record Overloaded() implements UserChange {}

    /**
     * There are too many users, or too much is granted to this one: 422.
     *
     * @param limit
     *            the name of the limit
     * @param max
     *            how many there can be
     */
    record TooMany(String limit, int max) implements UserChange {}
}
