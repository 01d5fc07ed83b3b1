package io.memgit.auth.password;

import io.memgit.core.limits.AuthLimits;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A password that is to be set. Its text is hidden, so that it gets into no log.
 *
 * @param text
 *            the password
 */
public record Password(String text) {

    // Shown as the password over Basic, such a text is taken for an API key.
    private static final Pattern API_KEY = Pattern.compile("mgk_[A-Za-z0-9_-]{43}");

    /**
     * What is wrong with {@code text} as a password, as the end of a sentence that begins with what
     * the password is for; empty when it will do. Never contains the text.
     */
    public static Optional<String> problemOf(String text, AuthLimits limits) {
        int chars = text.codePointCount(0, text.length());
        if (chars < limits.passwordMinChars() || chars > limits.passwordMaxChars())
            return Optional.of("must have " + limits.passwordMinChars() + " to " + limits.passwordMaxChars()
                    + " characters, it has " + chars);
        if (text.chars().anyMatch(Character::isISOControl))
            return Optional.of("must not contain control characters");
        if (API_KEY.matcher(text).matches())
            return Optional.of("must not look like an API key");
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
