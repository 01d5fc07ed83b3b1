package io.memgit.core.browse;

/** The forms of a comparison as text. */
public enum DiffFormat {
    /** What {@code git apply} takes: {@code git diff --binary}. */
    PATCH,
    /** {@code git diff --stat}, 80 columns wide. */
    STAT,
    /** {@code git diff --name-status}. */
    NAME_STATUS
}
