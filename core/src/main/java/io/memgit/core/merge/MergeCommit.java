package io.memgit.core.merge;

import org.eclipse.jgit.lib.ObjectId;

/** A commit as far as a merge needs it, with the marks that a walk puts on it. */
final class MergeCommit {

    static final int NOT_IN_GRAPH = -1;
    /** Above that of any commit in the graph. */
    static final int UNKNOWN_GENERATION = Integer.MAX_VALUE;

    private static final MergeCommit[] UNREAD = {};

    /** Where the graph of folded commits has it, or {@link #NOT_IN_GRAPH}. */
    final int position;
    private final ObjectId id;
    private ObjectId tree = ObjectId.zeroId();
    private MergeCommit[] parents = UNREAD;
    private long seconds;
    private int generation = UNKNOWN_GENERATION;
    private boolean read;

    /** Marks, of whoever walks. */
    int flags;
    /** How often it is in a walk's queue. */
    int queued;

    /**
     * @param id
     *            its id; of one in the graph it may be the zero id, for the graph knows it
     */
    MergeCommit(ObjectId id, int position) {
        this.id = id;
        this.position = position;
    }

    void read(ObjectId itsTree, MergeCommit[] itsParents, long itsSeconds, int itsGeneration) {
        generation = itsGeneration;
        tree = itsTree;
        parents = itsParents;
        seconds = itsSeconds;
        read = true;
    }

    boolean isRead() {
        return read;
    }

    ObjectId id() {
        return id;
    }

    ObjectId tree() {
        return tree;
    }

    MergeCommit[] parents() {
        return parents;
    }

    /** More than that of any commit that this one reaches, where both are in the graph. */
    int generation() {
        return generation;
    }

    /** The committer's time, 0 for a virtual commit. */
    long seconds() {
        return seconds;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
