package io.memgit.auth.state;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Identifies a token, its {@code jti}. It is no secret.
 *
 * @param value
 *            32 lower-case hex digits
 */
public record TokenId(String value) {

    /**
     * @throws IllegalArgumentException
     *             when {@code value} is not 32 lower-case hex digits
     */
    public TokenId {
        if (!HexId.isValid(value))
            throw new IllegalArgumentException("not an id");
    }

    /** A new id. Give it a {@link java.security.SecureRandom}. */
    public static TokenId random(RandomGenerator random) {
        return new TokenId(HexId.random(random));
    }

    /** The id that {@code text} spells, or empty when it is not 32 lower-case hex digits. */
    public static Optional<TokenId> parse(String text) {
        return HexId.isValid(text) ? Optional.of(new TokenId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
