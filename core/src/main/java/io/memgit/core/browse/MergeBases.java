package io.memgit.core.browse;

import io.memgit.core.browse.History.Node;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Finds where two histories part.
 *
 * <p>
 * Both are painted back from their ends, newest commits first. A commit with both colours is a
 * common ancestor, and what it reaches is of no more interest: the walk ends when nothing else is
 * left.
 */
final class MergeBases {

    private static final int ONE = 1;
    private static final int OTHER = 2;
    private static final int BOTH = ONE | OTHER;
    private static final int BELOW_A_BASE = 4;
    private static final int FOUND = 8;
    private static final int QUEUED = 16;
    private static final int REACHED = 32;
    private static final int LISTED = 64;

    private final History history;
    private final Meter meter;
    private final PriorityQueue<Node> queue = new PriorityQueue<>(Node::byDate);
    /** In the order in which they were taken from the queue. */
    private final List<Node> met = new ArrayList<>();
    private int interesting;

    MergeBases(ObjectReader reader, Meter meter) {
        this.history = new History(reader, meter);
        this.meter = meter;
    }

    /** The newest best common ancestor of two commits, if they have any. */
    Optional<ObjectId> newest(ObjectId one, ObjectId other) throws IOException {
        return best(one, other).stream().findFirst().map(ObjectId::copy);
    }

    /** The best common ancestors of two commits, and what each of them reaches alone. */
    Divergence.Found divergence(ObjectId one, ObjectId other) throws IOException {
        List<Node> best = best(one, other);
        joinWhatMetLate();
        return new Divergence.Found(ids(best, 0, 0), ids(met, BOTH, ONE), ids(met, BOTH, OTHER));
    }

    private List<Node> best(ObjectId one, ObjectId other) throws IOException {
        paint(history.read(one), ONE);
        paint(history.read(other), OTHER);
        List<Node> common = new ArrayList<>();
        while (interesting > 0) {
            Node commit = queue.remove();
            meter.step();
            commit.flags &= ~QUEUED;
            if (!commit.has(BELOW_A_BASE))
                interesting--;
            if (!commit.has(LISTED)) {
                commit.flags |= LISTED;
                met.add(commit);
            }
            int colours = commit.flags & (BOTH | BELOW_A_BASE);
            if (colours == BOTH) {
                if (!commit.has(FOUND))
                    common.add(commit);
                commit.flags |= FOUND;
                colours |= BELOW_A_BASE;
            }
            for (Node parent : commit.parents()) {
                paint(history.read(parent), colours);
            }
        }
        common.removeIf(c -> c.has(BELOW_A_BASE));
        if (common.size() > 1)
            removeAncestorsOfOthers(common);
        common.sort(Node::byDate);
        return common;
    }

    /** Where dates lie, what one of them was met from alone may turn out to be common. */
    private void joinWhatMetLate() {
        Deque<Node> todo = new ArrayDeque<>(queue);
        for (Node node : met) {
            if ((node.flags & BOTH) == BOTH)
                todo.add(node);
        }
        while (!todo.isEmpty()) {
            for (Node parent : todo.pop().parents()) {
                if (parent.isRead() && (parent.flags & BOTH) != BOTH) {
                    parent.flags |= BOTH;
                    todo.push(parent);
                }
            }
        }
    }

    private static List<ObjectId> ids(List<Node> nodes, int mask, int wanted) {
        List<ObjectId> ids = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            if ((node.flags & mask) == wanted)
                ids.add(node.copy());
        }
        return ids;
    }

    private void paint(Node commit, int colours) {
        if ((commit.flags & colours) == colours)
            return;
        boolean counted = commit.has(QUEUED) && !commit.has(BELOW_A_BASE);
        commit.flags |= colours;
        boolean counts = !commit.has(BELOW_A_BASE);
        if (!commit.has(QUEUED)) {
            commit.flags |= QUEUED;
            queue.add(history.queued(commit));
        }
        interesting += (counts ? 1 : 0) - (counted ? 1 : 0);
    }

    /** Where dates lie, a common ancestor of a base may have been found before the base. */
    private void removeAncestorsOfOthers(List<Node> bases) throws IOException {
        Deque<Node> todo = new ArrayDeque<>(bases);
        while (!todo.isEmpty()) {
            meter.step();
            for (Node parent : todo.pop().parents()) {
                if (!parent.has(REACHED)) {
                    parent.flags |= REACHED;
                    todo.push(history.read(parent));
                }
            }
        }
        bases.removeIf(base -> base.has(REACHED));
    }
}
