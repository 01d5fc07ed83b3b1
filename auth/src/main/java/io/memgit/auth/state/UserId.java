package io.memgit.auth.state;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Identifies a user for good, whatever becomes of the name.
 *
 * @param value
 *            32 lower-case hex digits
 */
public record UserId(String value) {

    /**
     * @throws IllegalArgumentException
     *             when {@code value} is not 32 lower-case hex digits
     */
    public UserId {
        if (!HexId.isValid(value))
            throw new IllegalArgumentException("not an id");
    }

    /** A new id. Give it a {@link java.security.SecureRandom}. */
    public static UserId random(RandomGenerator random) {
        return new UserId(HexId.random(random));
    }

    /** The id that {@code text} spells, or empty when it is not 32 lower-case hex digits. */
    public static Optional<UserId> parse(String text) {
        return HexId.isValid(text) ? Optional.of(new UserId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
