package io.memgit.core.merge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.internal.storage.commitgraph.CommitGraph;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/**
 * The commits of one merge, each read once, and the virtual ones that it makes. What folds write
 * down
 * of the commits they pack is read from there, so that these need not be inflated: walks go through
 * thousands of them.
 */
final class CommitSource {

    private static final byte[] TREE_KEY = "tree ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PARENT_KEY = "parent ".getBytes(StandardCharsets.US_ASCII);
    private static final int TREE_LINE = TREE_KEY.length + Constants.OBJECT_ID_STRING_LENGTH + 1;
    private static final int PARENT_LINE = PARENT_KEY.length + Constants.OBJECT_ID_STRING_LENGTH + 1;
    private static final int FIRST_SLOTS = 256;

    private final MergeObjects objects;
    private @Nullable CommitGraph graph;
    private boolean graphIsKnown;
    private final Map<ObjectId, MergeCommit> known = new HashMap<>();
    /** Those in the graph, by position. */
    private @Nullable MergeCommit[] slots = new MergeCommit[FIRST_SLOTS];
    private int folded;

    CommitSource(MergeObjects objects) {
        this.objects = objects;
    }

    /** The commit {@code id}, read. */
    MergeCommit read(ObjectId id) throws IOException {
        if (!graphIsKnown)
            graph = objects.commitGraph();
        graphIsKnown = true;
        return read(find(id));
    }

    /** Reads a commit, unless it has been. */
    MergeCommit read(MergeCommit commit) throws IOException {
        if (commit.isRead())
            return commit;
        CommitGraph from = graph;
        if (from != null && commit.position >= 0)
            readFolded(commit, from);
        else
            parse(commit, objects.commit(commit.id()));
        return commit;
    }

    ObjectId idOf(MergeCommit commit) {
        CommitGraph from = graph;
        return from == null || commit.position < 0 ? commit.id() : from.getObjectId(commit.position);
    }

    /** A commit that is only in this merge: the merged trees of two bases. */
    static MergeCommit virtual(ObjectId tree, MergeCommit one, MergeCommit other) {
        MergeCommit commit = new MergeCommit(ObjectId.zeroId(), MergeCommit.NOT_IN_GRAPH);
        commit.read(tree, new MergeCommit[]{one, other}, 0, MergeCommit.UNKNOWN_GENERATION);
        return commit;
    }

    private MergeCommit find(ObjectId id) {
        CommitGraph from = graph;
        int position = from == null ? MergeCommit.NOT_IN_GRAPH : from.findGraphPosition(id);
        if (position >= 0)
            return at(position);
        return known.computeIfAbsent(id, _ -> new MergeCommit(id, MergeCommit.NOT_IN_GRAPH));
    }

    private MergeCommit at(int position) {
        int slot = spread(position);
        for (MergeCommit there = slots[slot]; there != null; there = slots[slot]) {
            if (there.position == position)
                return there;
            slot = (slot + 1) & (slots.length - 1);
        }
        MergeCommit commit = new MergeCommit(ObjectId.zeroId(), position);
        slots[slot] = commit;
        if (++folded * 2 > slots.length)
            grow();
        return commit;
    }

    private void grow() {
        @Nullable
        MergeCommit[] old = slots;
        slots = new MergeCommit[old.length * 4];
        for (MergeCommit commit : old) {
            if (commit == null)
                continue;
            int slot = spread(commit.position);
            while (slots[slot] != null) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = commit;
        }
    }

    private int spread(int position) {
        int mixed = position * 0x9E3779B9;
        return (mixed ^ (mixed >>> 16)) & (slots.length - 1);
    }

    private void readFolded(MergeCommit commit, CommitGraph from) {
        CommitGraph.CommitData data = from.getCommitData(commit.position);
        int[] positions = data.getParents();
        MergeCommit[] parents = new MergeCommit[positions.length];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = at(positions[i]);
        }
        commit.read(data.getTree(), parents, data.getCommitTime(), data.getGeneration());
    }

    private void parse(MergeCommit commit, byte[] raw) throws IOException {
        if (raw.length < TREE_LINE || RawParseUtils.match(raw, 0, TREE_KEY) < 0)
            throw new CorruptObjectException(commit.id(), "the line 'tree' is broken");
        List<MergeCommit> parents = new ArrayList<>(2);
        int at = TREE_LINE;
        while (raw.length >= at + PARENT_LINE && RawParseUtils.match(raw, at, PARENT_KEY) > 0) {
            parents.add(find(ObjectId.fromString(raw, at + PARENT_KEY.length)));
            at += PARENT_LINE;
        }
        commit.read(ObjectId.fromString(raw, TREE_KEY.length), parents.toArray(MergeCommit[]::new), seconds(raw),
                MergeCommit.UNKNOWN_GENERATION);
    }

    private static long seconds(byte[] raw) {
        int start = RawParseUtils.committer(raw, 0);
        if (start < 0)
            return 0;
        int at = RawParseUtils.nextLF(raw, start) - 1;
        while (at > start && raw[at - 1] != '>') {
            at--;
        }
        return RawParseUtils.parseLongBase10(raw, at, null);
    }
}
