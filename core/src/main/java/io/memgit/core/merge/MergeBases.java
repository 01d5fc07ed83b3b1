package io.memgit.core.merge;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Finds the best common ancestors of two commits, of which one may be virtual.
 *
 * <p>
 * Both histories are painted back from their ends, newest commits first. A commit with both colours
 * is a common ancestor, and what it reaches is of no more interest: the walk ends when nothing else
 * is left. Where dates lie, ancestors of others may be among those found, and are taken out again.
 */
final class MergeBases {

    private static final int ONE = 1;
    private static final int OTHER = 2;
    private static final int BOTH = ONE | OTHER;
    private static final int BELOW = 4;
    private static final int FOUND = 8;

    private final CommitSource commits;
    private final MergeMeter meter;

    MergeBases(CommitSource commits, MergeMeter meter) {
        this.commits = commits;
        this.meter = meter;
    }

    /** A commit that a walk has met. */
    private static final class Painted {
        private final MergeCommit commit;
        private int flags;
        /** How often it is in the queue. */
        private int queued;

        Painted(MergeCommit commit) {
            this.commit = commit;
        }
    }

    private record Queued(Painted painted, long order) {

        static final Comparator<Queued> NEWEST_FIRST = Comparator
                .comparingLong((Queued q) -> q.painted.commit.seconds())
                .reversed()
                .thenComparingLong(Queued::order);
    }

    /** The best common ancestors, newest first. */
    List<MergeCommit> of(MergeCommit one, MergeCommit other) throws IOException, MergeLimitException {
        if (one.equals(other))
            return List.of(one);
        List<MergeCommit> found = new Walk().common(one, other);
        if (found.size() > 1)
            found = withoutAncestors(found);
        List<MergeCommit> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingLong(MergeCommit::seconds).reversed());
        meter.bases(sorted.size());
        return sorted;
    }

    private List<MergeCommit> withoutAncestors(List<MergeCommit> found) throws IOException, MergeLimitException {
        Map<ObjectId, Boolean> reached = new HashMap<>();
        Deque<MergeCommit> todo = new ArrayDeque<>(found);
        long oldest = found.stream().mapToLong(MergeCommit::seconds).min().orElse(0);
        while (!todo.isEmpty()) {
            meter.step();
            for (ObjectId parent : todo.pop().parents()) {
                if (reached.put(parent, true) == null) {
                    MergeCommit commit = commits.read(parent);
                    if (commit.seconds() >= oldest)
                        todo.push(commit);
                }
            }
        }
        return found.stream().filter(commit -> !reached.containsKey(commit.id())).toList();
    }

    private final class Walk {

        private final Map<ObjectId, Painted> painted = new HashMap<>();
        private final PriorityQueue<Queued> queue = new PriorityQueue<>(Queued.NEWEST_FIRST);
        private final List<Painted> common = new ArrayList<>();
        private long order;
        private int interesting;

        List<MergeCommit> common(MergeCommit one, MergeCommit other) throws IOException, MergeLimitException {
            paint(one, ONE);
            paint(other, OTHER);
            while (interesting > 0) {
                meter.work(8);
                Painted next = queue.remove().painted;
                next.queued--;
                if ((next.flags & BELOW) == 0)
                    interesting--;
                visit(next);
            }
            return common.stream().filter(each -> (each.flags & BELOW) == 0).map(each -> each.commit).toList();
        }

        private void visit(Painted commit) throws IOException {
            int colours = commit.flags & (BOTH | BELOW);
            if (colours == BOTH) {
                if ((commit.flags & FOUND) == 0)
                    common.add(commit);
                commit.flags |= FOUND;
                colours |= BELOW;
            }
            for (ObjectId parent : commit.commit.parents()) {
                Painted known = painted.get(parent);
                if (known == null || (known.flags & colours) != colours)
                    paint(known == null ? commits.read(parent) : known.commit, colours);
            }
        }

        private void paint(MergeCommit commit, int colours) {
            Painted node = painted.computeIfAbsent(commit.id(), _ -> new Painted(commit));
            boolean counted = (node.flags & BELOW) == 0;
            node.flags |= colours;
            boolean counts = (node.flags & BELOW) == 0;
            if (counted && !counts)
                interesting -= node.queued;
            node.queued++;
            if (counts)
                interesting++;
            queue.add(new Queued(node, order++));
        }
    }
}
