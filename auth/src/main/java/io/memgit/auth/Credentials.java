package io.memgit.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a request shows to say who is asking. No text of it contains a secret. */
public sealed interface Credentials {

    /**
     * {@code Authorization: Bearer}.
     *
     * @param secret
     *            a token or an API key
     */
    record Bearer(String secret) implements Credentials {
        @Override
        public String toString() {
            return "Bearer[hidden]";
        }
    }

    /**
     * {@code X-API-Key}.
     *
     * @param secret
     *            an API key
     */
    record ApiKeyHeader(String secret) implements Credentials {
        @Override
        public String toString() {
            return "ApiKeyHeader[hidden]";
        }
    }

    /**
     * {@code Authorization: Basic}.
     *
     * @param user
     *            a user name, which counts only with the user's password
     * @param secret
     *            an API key, a token, or the user's password
     */
    record Basic(String user, String secret) implements Credentials {
        @Override
        public String toString() {
            return "Basic[hidden]";
        }
    }

    /** Nothing. */
    record None() implements Credentials {}

    /** Something that cannot be read, or two things at once. */
    record Unreadable() implements Credentials {}

    /**
     * What the header fields of a request show.
     *
     * @param authorization
     *            the value of {@code Authorization}, null when there is none
     * @param apiKey
     *            the value of {@code X-API-Key}, null when there is none
     */
    static Credentials of(@Nullable String authorization, @Nullable String apiKey) {
        if (authorization != null && apiKey != null)
            return new Unreadable();
        if (apiKey != null)
            return new ApiKeyHeader(apiKey.strip());
        if (authorization == null)
            return new None();
        String text = authorization.strip();
        int space = text.indexOf(' ');
        String scheme = space < 0 ? text : text.substring(0, space);
        String rest = space < 0 ? "" : text.substring(space + 1).strip();
        if (scheme.equalsIgnoreCase("Bearer") && !rest.isEmpty())
            return new Bearer(rest);
        return scheme.equalsIgnoreCase("Basic") ? basic(rest) : new Unreadable();
    }

    private static Credentials basic(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            String pair = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            int colon = pair.indexOf(':');
            return colon < 0 ? new Unreadable() : new Basic(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return new Unreadable();
        }
    }
}
