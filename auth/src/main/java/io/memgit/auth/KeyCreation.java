package io.memgit.auth;

import io.memgit.auth.state.ApiKey;

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
