package io.memgit.auth.state;

import java.util.Locale;
import java.util.Optional;

/**
 * The name of a user: {@code [A-Za-z0-9][A-Za-z0-9._@-]{0,63}}, kept as given and unique ignoring
 * case.
 *
 * @param value
 *            the name
 */
public record UserName(String value) {

    private static final int MAX_CHARS = 64;

    /**
     * @throws IllegalArgumentException
     *             when {@code value} is not a user name
     */
    public UserName {
        if (!isValid(value))
            throw new IllegalArgumentException("not a user name");
    }

    /** The name that {@code text} spells, or empty when it is not a user name. */
    public static Optional<UserName> parse(String text) {
        return isValid(text) ? Optional.of(new UserName(text)) : Optional.empty();
    }

    /** The form in which names are unique: the same for all spellings that differ in case only. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_CHARS || !isAlphanumeric(text.charAt(0)))
            return false;
        return text.chars().allMatch(c -> isAlphanumeric(c) || "._@-".indexOf(c) >= 0);
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
