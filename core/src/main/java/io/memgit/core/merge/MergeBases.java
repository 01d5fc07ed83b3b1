package io.memgit.core.merge;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

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
    private static final int REACHED = 16;
    private static final int WORK_OF_A_COMMIT = 16;

    private final CommitSource commits;
    private final MergeMeter meter;

    MergeBases(CommitSource commits, MergeMeter meter) {
        this.commits = commits;
        this.meter = meter;
    }

    /** A commit in a queue, and when it came in, which breaks ties. */
    private record Queued(MergeCommit commit, long order) {

        static int newestFirst(Queued one, Queued other) {
            int byDate = Long.compare(other.commit.seconds(), one.commit.seconds());
            return byDate != 0 ? byDate : Long.compare(one.order, other.order);
        }
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
        List<MergeCommit> reached = new ArrayList<>();
        Deque<MergeCommit> todo = new ArrayDeque<>(found);
        int least = found.stream().mapToInt(MergeCommit::generation).min().orElse(0);
        while (!todo.isEmpty()) {
            meter.work(WORK_OF_A_COMMIT);
            for (MergeCommit parent : commits.read(todo.pop()).parents()) {
                if (!parent.has(REACHED) && commits.read(parent).generation() >= least) {
                    parent.flags |= REACHED;
                    reached.add(parent);
                    todo.push(parent);
                }
            }
        }
        List<MergeCommit> best = found.stream().filter(commit -> !commit.has(REACHED)).toList();
        reached.forEach(commit -> commit.flags = 0);
        return best;
    }

    private final class Walk {

        private final PriorityQueue<Queued> queue = new PriorityQueue<>(Queued::newestFirst);
        private final List<MergeCommit> met = new ArrayList<>();
        private final List<MergeCommit> common = new ArrayList<>();
        private long order;
        private int interesting;

        List<MergeCommit> common(MergeCommit one, MergeCommit other) throws IOException, MergeLimitException {
            paint(one, ONE);
            paint(other, OTHER);
            while (interesting > 0) {
                meter.work(WORK_OF_A_COMMIT);
                MergeCommit next = queue.remove().commit;
                next.queued--;
                if (!next.has(BELOW))
                    interesting--;
                visit(next);
            }
            List<MergeCommit> best = common.stream().filter(commit -> !commit.has(BELOW)).toList();
            for (MergeCommit commit : met) {
                commit.flags = 0;
                commit.queued = 0;
            }
            return best;
        }

        private void visit(MergeCommit commit) throws IOException {
            int colours = commit.flags & (BOTH | BELOW);
            if (colours == BOTH) {
                if (!commit.has(FOUND))
                    common.add(commit);
                commit.flags |= FOUND;
                colours |= BELOW;
            }
            for (MergeCommit parent : commit.parents()) {
                if ((parent.flags & colours) != colours)
                    paint(parent, colours);
            }
        }

        private void paint(MergeCommit commit, int colours) throws IOException {
            commits.read(commit);
            if (commit.flags == 0)
                met.add(commit);
            boolean counted = !commit.has(BELOW);
            commit.flags |= colours;
            boolean counts = !commit.has(BELOW);
            if (counted && !counts)
                interesting -= commit.queued;
            commit.queued++;
            if (counts)
                interesting++;
            queue.add(new Queued(commit, order++));
        }
    }
}
