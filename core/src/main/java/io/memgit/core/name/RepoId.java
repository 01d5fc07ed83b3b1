package io.memgit.core.name;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The identity of a repository: 128 random bits, made when it is created and never given to another
 * one. A repository that is deleted and created again under the same name has another id, so
 * nothing
 * of the old one shows.
 *
 * @param high
 *            the upper 64 bits
 * @param low
 *            the lower 64 bits
 */
public record RepoId(long high, long low) {

    /**
     * Not a repository: the target of entries about all of them, such as creating one or an account.
     */
    public static final RepoId META = new RepoId(0, 0);

    private static final int HEX_DIGITS_OF_HALF = 16;
    private static final int HEX_DIGITS = 2 * HEX_DIGITS_OF_HALF;

    /**
     * A new id, never {@link #META}. Give it a {@link java.security.SecureRandom} wherever ids must
     * not be guessed or made twice.
     */
    public static RepoId random(RandomGenerator random) {
        RepoId id = new RepoId(random.nextLong(), random.nextLong());
        return id.equals(META) ? random(random) : id;
    }

    /**
     * The id that {@link #toString()} wrote as {@code text}, or empty when it is not 32 lower-case hex
     * digits.
     */
    public static Optional<RepoId> parse(String text) {
        if (text.length() != HEX_DIGITS || !isLowerHex(text))
            return Optional.empty();
        return Optional.of(new RepoId(HexFormat.fromHexDigitsToLong(text, 0, HEX_DIGITS_OF_HALF),
                HexFormat.fromHexDigitsToLong(text, HEX_DIGITS_OF_HALF, HEX_DIGITS)));
    }

    /** 32 lower-case hex digits. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    // One spelling only: ids are compared as text in paths and keys.
    private static boolean isLowerHex(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
