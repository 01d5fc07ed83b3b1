package io.memgit.core.browse;

import io.memgit.core.browse.History.Node;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks history newest first, with the simplifications that {@code git log} makes for a path.
 *
 * <p>
 * A commit in which the path is as in one of its parents is the same as that parent, and the walk
 * goes on there alone: of a merge that took the path from one side, the other side is never looked
 * at.
 *
 * <p>
 * With something to exclude the walk is made in advance, since a commit met late may turn out to
 * be reached from what is excluded. It ends once everything in the queue is excluded and some more
 * have been looked at, because dates may lie.
 */
final class HistoryWalk {

    private static final int SEEN = 1;
    private static final int EXCLUDED = 2;
    /** The commit that was given to be excluded: what changed since counts as a change. */
    private static final int BOTTOM = 4;
    private static final int SAME_AS_PARENT = 8;
    /** How many excluded commits are looked at after the last one that is not. */
    private static final int PATIENCE = 5;

    private final History history;
    private final Meter meter;
    private final LogQuery query;
    private final boolean prunes;
    private final PathFinder finder;
    private final PriorityQueue<Node> queue = new PriorityQueue<>(Node::byDate);
    private final long since;
    private final long until;
    private @Nullable Deque<Node> madeInAdvance;

    HistoryWalk(ObjectReader reader, History history, Meter meter, LogQuery query) throws IOException {
        this.history = history;
        this.meter = meter;
        this.query = query;
        this.prunes = !query.path().isRoot() && !query.follow();
        this.finder = new PathFinder(reader, query.path());
        this.since = query.since().map(t -> t.getNano() > 0 ? t.getEpochSecond() + 1 : t.getEpochSecond())
                .orElse(Long.MIN_VALUE);
        this.until = query.until().map(t -> t.getEpochSecond()).orElse(Long.MAX_VALUE);
        if (query.exclude().isPresent()) {
            Node bottom = history.read(query.exclude().get());
            enter(bottom);
            bottom.flags |= EXCLUDED | BOTTOM;
            excludeAncestorsOf(bottom);
        }
        enter(history.read(query.start()));
        if (query.exclude().isPresent())
            madeInAdvance = walkInAdvance();
    }

    /** The next commit, or empty at the end of history. */
    Optional<Node> next() throws IOException {
        Deque<Node> known = madeInAdvance;
        while (true) {
            Node commit = known == null ? queue.poll() : known.poll();
            if (commit == null)
                return Optional.empty();
            meter.step();
            if (known == null) {
                if (commit.seconds() < since)
                    continue;
                enterParents(commit);
            }
            if (!commit.has(EXCLUDED | SAME_AS_PARENT) && commit.seconds() >= since && commit.seconds() <= until)
                return Optional.of(commit);
        }
    }

    private Deque<Node> walkInAdvance() throws IOException {
        Deque<Node> included = new ArrayDeque<>();
        long oldest = Long.MAX_VALUE;
        int patience = PATIENCE;
        while (!queue.isEmpty()) {
            Node commit = queue.remove();
            meter.step();
            if (commit.seconds() < since)
                commit.flags |= EXCLUDED;
            enterParents(commit);
            if (commit.has(EXCLUDED)) {
                excludeAncestorsOf(commit);
                patience = mayStillMatter(oldest) ? PATIENCE : patience - 1;
                if (patience <= 0)
                    break;
            } else if (commit.seconds() <= until) {
                oldest = commit.seconds();
                included.add(commit);
            }
        }
        return included;
    }

    private boolean mayStillMatter(long oldest) {
        Node next = queue.peek();
        return next != null && (oldest <= next.seconds() || somethingIncludedIsQueued());
    }

    private boolean somethingIncludedIsQueued() {
        for (Node node : queue) {
            if (!node.has(EXCLUDED))
                return true;
        }
        return false;
    }

    private void enterParents(Node commit) throws IOException {
        if (commit.has(EXCLUDED)) {
            for (Node parent : commit.parents()) {
                history.read(parent).flags |= EXCLUDED;
                excludeAncestorsOf(parent);
                enter(parent);
            }
            return;
        }
        if (prunes)
            simplify(commit);
        for (Node parent : commit.parents()) {
            enter(history.read(parent));
            if (query.firstParent())
                return;
        }
    }

    private void enter(Node commit) {
        if (!commit.has(SEEN)) {
            commit.flags |= SEEN;
            queue.add(history.queued(commit));
        }
    }

    /** As far as they have been read; the walk itself sees to the others. */
    private static void excludeAncestorsOf(Node commit) {
        Deque<Node> todo = new ArrayDeque<>();
        todo.push(commit);
        while (!todo.isEmpty()) {
            for (Node parent : todo.pop().parents()) {
                if (!parent.has(EXCLUDED)) {
                    parent.flags |= EXCLUDED;
                    if (parent.isRead())
                        todo.push(parent);
                }
            }
        }
    }

    /** Finds out whether the path is as in a parent, and drops the other parents if so. */
    private void simplify(Node commit) throws IOException {
        Files.Found here = finder.find(commit.tree());
        boolean anyCounts = false;
        boolean changedFromOneThatCounts = false;
        boolean changed = false;
        for (Node parent : query.firstParent() ? firstOf(commit) : commit.parents()) {
            history.read(parent);
            boolean counts = !parent.has(EXCLUDED) || parent.has(BOTTOM);
            anyCounts |= counts;
            boolean same = parent.tree().equals(commit.tree())
                    || Objects.equals(here, finder.find(parent.tree()));
            if (same && counts) {
                commit.keepParents(parent);
                commit.flags |= SAME_AS_PARENT;
                return;
            }
            changed |= !same;
            changedFromOneThatCounts |= !same && counts;
        }
        boolean isSame = commit.parents().length == 0
                ? here == null
                : !(anyCounts ? changedFromOneThatCounts : changed);
        if (isSame)
            commit.flags |= SAME_AS_PARENT;
    }

    private static Node[] firstOf(Node commit) {
        return commit.parents().length <= 1 ? commit.parents() : new Node[]{commit.parents()[0]};
    }
}
