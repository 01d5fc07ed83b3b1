package io.memgit.core.check;

/** Why a path, or a name in a tree, is refused. */
public enum PathProblem {

    /** The path has no character. */
    EMPTY("is empty"),
    /** The path starts with a slash. */
    ABSOLUTE("is absolute: it starts with a slash"),
    /** The path ends in a slash, or has two in a row. */
    EMPTY_NAME("has an empty name: it ends in a slash, or has two in a row"),
    /** A name is a single dot. */
    DOT("has the name '.'"),
    /** A name is two dots. */
    DOT_DOT("has the name '..'"),
    /** A name is {@code .git}, or what a file system of Windows or macOS takes for it. */
    DOT_GIT("has a name that some file system takes for '.git'"),
    /** A backslash: on Windows it separates names. */
    BACKSLASH("has a backslash, which separates names on Windows"),
    /** A character below U+0020, or one of U+007F to U+009F. */
    CONTROL_CHARACTER("has a control character"),
    /** A name is a letter and a colon: on Windows it leads to the root of a drive. */
    DRIVE_LETTER("has a drive letter for a name"),
    /** The text has a surrogate without its pair, so no UTF-8 is equal to it. */
    NOT_UNICODE("is not valid Unicode"),
    /** A name is longer than the limit. */
    NAME_TOO_LONG("has a name that is too long"),
    /** The whole path is longer than the limit. */
    TOO_LONG("is too long"),
    /** The path has more names than the limit. */
    TOO_DEEP("has too many names");

    private final String message;

    PathProblem(String message) {
        this.message = message;
    }

    /** The rest of a sentence that begins with what has the problem: {@code is empty}. */
    public String message() {
        return message;
    }
}
