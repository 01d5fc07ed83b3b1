package io.memgit.auth;

import io.memgit.auth.grant.Grants;
import io.memgit.auth.state.ApiKey;
import io.memgit.auth.state.UserName;
import java.time.Instant;
import java.util.Optional;

/** What came of asking for an API key. */
public sealed interface KeyCreation {

    /**
     * It is made.
     *
     * @param key
     *            what will be known of it
     * @param secret
     *            the key itself, which is not kept: it is shown once
     */
    record Created(ApiKey key, String secret) implements KeyCreation {
        @Override
        public String toString() {
            return "Created[" + key + ", hidden]";
        }
    }

    /**
     * It could be made, and was not, since it was only planned.
     *
     * @param name
     *            as it was asked for
     * @param owner
     *            whose key it would be
     * @param restriction
     *            what it may do, if the owner may; empty for all that the owner may
     * @param created
     *            now
     * @param expires
     *            empty for never
     */
    record Planned(String name, UserName owner, Optional<Grants> restriction, Instant created,
            Optional<Instant> expires) implements KeyCreation {}

    /**
     * The request makes no sense: 400.
     *
     * @param field
     *            which field of it, as the API spells it
     * @param detail
     *            one sentence for a person
     */
    record Invalid(String field, String detail) implements KeyCreation {}

    /**
     * Whoever asks does not have what the key is to have, or asks with a key: 403.
     *
     * @param detail
     *            one sentence for a person
     */
    record Forbidden(String detail) implements KeyCreation {}

    /**
     * There are too many keys of this user: 422.
     *
     * @param limit
     *            how many there can be
     */
    record TooMany(int limit) implements KeyCreation {}
}
