package io.memgit.core.browse;

import java.util.Locale;

/** The limits that a read can meet. */
public enum Bound {
    /** More files and directories than one walk may pass. */
    WALK_ENTRIES,
    /** More commits than one walk may pass. */
    WALK_COMMITS,
    /** A walk that takes longer than it may. */
    WALK_TIME,
    /** More paths than one batch may name. */
    PATHS,
    /** More bytes than one answer may hold in memory. */
    READ_SIZE;

    /** The name in answers, such as {@code walk_entries}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
