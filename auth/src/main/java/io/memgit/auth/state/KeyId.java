package io.memgit.auth.state;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Identifies an API key. It is no secret.
 *
 * @param value
 *            32 lower-case hex digits
 */
public record KeyId(String value) {

    /**
     * @throws IllegalArgumentException
     *             when {@code value} is not 32 lower-case hex digits
     */
    public KeyId {
        if (!HexId.isValid(value))
            throw new IllegalArgumentException("not an id");
    }

    /** A new id. Give it a {@link java.security.SecureRandom}. */
    public static KeyId random(RandomGenerator random) {
        return new KeyId(HexId.random(random));
    }

    /** The id that {@code text} spells, or empty when it is not 32 lower-case hex digits. */
    public static Optional<KeyId> parse(String text) {
        return HexId.isValid(text) ? Optional.of(new KeyId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
