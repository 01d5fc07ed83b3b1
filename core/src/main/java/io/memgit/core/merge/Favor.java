package io.memgit.core.merge;

/** Which side wins where both changed the same lines, as {@code git merge -X} has it. */
public enum Favor {
    /** Neither: that is a conflict. */
    NONE,
    /** The side that is merged into. */
    OURS,
    /** The side that is merged. */
    THEIRS
}
