package io.memgit.server.settings;

import java.util.Locale;

/**
 * One setting: its key, how it is spelt, and what it is when nobody says.
 *
 * @param key
 *            such as {@code server.port}
 * @param form
 *            how its text is read
 * @param whenAbsent
 *            its value by default, as text
 * @param secret
 *            whether its value must not be shown
 */
record Setting<T>(String key, Form<T> form, String whenAbsent, boolean secret) {

    static <T> Setting<T> of(String key, Form<T> form, String whenAbsent) {
        return new Setting<>(key, form, whenAbsent, false);
    }

    static <T> Setting<T> secret(String key, Form<T> form) {
        return new Setting<>(key, form, "", true);
    }

    /** The environment variable that overrides it. */
    String variable() {
        return "MEMGIT_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** The value, as it may be shown. */
    String shown(String text) {
        return secret ? "(a secret of " + text.length() + " characters)" : '"' + text + '"';
    }
}
