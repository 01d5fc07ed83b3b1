package io.memgit.core.browse;

/** Which differences in white space count. */
public enum Whitespace {
    /** All of them. */
    SHOW,
    /** None at the end of a line. */
    IGNORE_AT_EOL,
    /** None in how much there is between words or at the end of a line. */
    IGNORE_CHANGE,
    /** None. */
    IGNORE_ALL
}
