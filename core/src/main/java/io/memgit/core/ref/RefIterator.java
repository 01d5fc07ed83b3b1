package io.memgit.core.ref;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walks the leaves of a {@link RefNode} from a name on, as long as the names have a prefix. */
final class RefIterator implements Iterator<RefEntry> {

    /** Branches on the way down, each with the index of the child that comes next. */
    private record Step(RefNode.Branch branch, int next) {}

    private final Deque<Step> path = new ArrayDeque<>();
    private final String prefix;
    private RefNode.@Nullable Leaf leaf;
    private int index;

    RefIterator(RefNode top, String start) {
        this(top, start, "");
    }

    RefIterator(RefNode top, String start, String prefix) {
        this.prefix = prefix;
        byte[] key = PackedNames.key(start);
        RefNode node = top;
        while (node instanceof RefNode.Branch branch) {
            int child = branch.childFor(key);
            path.push(new Step(branch, child + 1));
            node = branch.children[child];
        }
        RefNode.Leaf first = (RefNode.Leaf) node;
        leaf = first;
        index = first.placeOf(key);
        settle();
    }

    @Override
    public boolean hasNext() {
        return leaf != null;
    }

    @Override
    public RefEntry next() {
        RefNode.Leaf current = leaf;
        if (current == null)
            throw new NoSuchElementException();
        RefEntry entry = current.entries[index++];
        settle();
        return entry;
    }

    /** Leaves {@link #leaf} on the entry to return next, or null when there is none with the prefix. */
    private void settle() {
        RefNode.Leaf current = leaf;
        while (current != null && index == current.entries.length) {
            current = nextLeaf();
            index = 0;
        }
        boolean ends = current == null || !current.entries[index].name().value().startsWith(prefix);
        leaf = ends ? null : current;
    }

    private RefNode.@Nullable Leaf nextLeaf() {
        while (!path.isEmpty()) {
            Step step = path.pop();
            if (step.next == step.branch.children.length)
                continue;
            path.push(new Step(step.branch, step.next + 1));
            RefNode node = step.branch.children[step.next];
            while (node instanceof RefNode.Branch branch) {
                path.push(new Step(branch, 1));
                node = branch.children[0];
            }
            return (RefNode.Leaf) node;
        }
        return null;
    }
}
