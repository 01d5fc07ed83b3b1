package io.memgit.core.merge;

/**
 * How a merge is made.
 *
 * @param favor
 *            which side wins in the lines that both changed
 * @param labels
 *            what the sides are called
 */
public record MergeOptions(Favor favor, Labels labels) {

    /** A merge in which neither side wins. */
    public MergeOptions(Labels labels) {
        this(Favor.NONE, labels);
    }
}
