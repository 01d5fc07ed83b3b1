package io.memgit.core.sequencer;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Names a conflict that waits to be resolved.
 *
 * @param value
 *            32 lower-case hex digits, not to be guessed
 */
public record ConflictId(String value) {

    private static final int BYTES = 16;

    /**
     * @throws IllegalArgumentException
     *             for anything else
     */
    public ConflictId {
        if (!isId(value))
            throw new IllegalArgumentException("not the id of a conflict");
    }

    static ConflictId random(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new ConflictId(HexFormat.of().formatHex(bytes));
    }

    /** The id that {@code text} spells, or empty when it spells none. */
    public static Optional<ConflictId> parse(String text) {
        return isId(text) ? Optional.of(new ConflictId(text)) : Optional.empty();
    }

    private static boolean isId(String text) {
        return text.length() == 2 * BYTES
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
