package io.memgit.auth.secret;

import java.nio.file.Path;

/**
 * What came of asking for a secret.
 *
 * @param <T>
 *            what kind of secret
 */
public sealed interface Secret<T> {

    /**
     * It was given in the settings.
     *
     * @param value
     *            the secret
     * @param <T>
     *            what kind of secret
     */
    record Configured<T>(T value) implements Secret<T> {}

    /**
     * It was in its file.
     *
     * @param value
     *            the secret
     * @param file
     *            where it is
     * @param <T>
     *            what kind of secret
     */
    record Kept<T>(T value, Path file) implements Secret<T> {}

    /**
     * It was made by chance just now and is in its file.
     *
     * @param value
     *            the secret
     * @param file
     *            where it is
     * @param <T>
     *            what kind of secret
     */
    record Generated<T>(T value, Path file) implements Secret<T> {}

    /**
     * There is none that could be used.
     *
     * @param reason
     *            one sentence that names the setting or the file and says what would be right
     * @param <T>
     *            what kind of secret
     */
    record Unusable<T>(String reason) implements Secret<T> {}
}
