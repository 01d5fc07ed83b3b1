package io.memgit.core.browse;

import java.util.Locale;

/** What happened to a file between two trees. */
public enum DiffStatus {
    /** It was not there before. */
    ADDED('A'),
    /** Its content or its mode changed. */
    MODIFIED('M'),
    /** It is not there any more. */
    DELETED('D'),
    /** It was somewhere else before. */
    RENAMED('R'),
    /** It became something else: a file became a link, a link became a submodule. */
    TYPE_CHANGED('T');

    private final char letter;

    DiffStatus(char letter) {
        this.letter = letter;
    }

    /** The letter of {@code git diff --name-status}. */
    public char letter() {
        return letter;
    }

    /** The name in answers, such as {@code type_changed}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
