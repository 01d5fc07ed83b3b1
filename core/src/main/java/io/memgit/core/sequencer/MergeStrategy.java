package io.memgit.core.sequencer;

/** How a branch takes in another one. */
public enum MergeStrategy {
    /** Moves forward where that is enough, else makes a merge commit. */
    MERGE,
    /** Makes one commit with one parent out of everything. */
    SQUASH,
    /** Moves forward, or not at all. */
    FF_ONLY,
    /** Makes the commits of the other one anew on the branch. */
    REBASE
}
