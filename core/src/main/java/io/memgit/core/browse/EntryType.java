package io.memgit.core.browse;

import java.util.Locale;

/** What an entry of a tree is. */
public enum EntryType {
    /** A file, executable or not. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A symbolic link, which reads as its target's text and is never followed. */
    SYMLINK,
    /** A commit of another repository. */
    SUBMODULE;

    /** The name in answers: {@code file}, {@code directory}, {@code symlink}, {@code submodule}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
