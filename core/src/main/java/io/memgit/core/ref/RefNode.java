package io.memgit.core.ref;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree behind {@link RefMap}: a leaf with up to {@link #WIDTH} refs, or a branch with
 * up
 * to {@link #WIDTH} nodes. Nodes are never changed once they can be seen.
 */
abstract sealed class RefNode {

    static final int WIDTH = 32;
    private static final int NARROW = WIDTH / 4;

    /** How many refs are at or below this node. */
    abstract int count();

    /** The least name at or below this node; the node is not empty. */
    abstract String first();

    abstract @Nullable RefEntry get(String name);

    /** The first ref whose name is not before {@code name}, or null when all are. */
    abstract @Nullable RefEntry firstFrom(String name);

    /** How many refs below this node have names before {@code name}. */
    abstract int countBefore(String name);

    /** One node, or two that are to be put under a common branch. */
    abstract RefNode[] with(RefEntry entry);

    /** What remains, possibly empty; this very node when {@code name} is not here. */
    abstract RefNode without(String name);

    /** How many children or entries this node has, of {@link #WIDTH} at most. */
    abstract int width();

    /** This node and its right neighbour of the same height as one. */
    abstract RefNode joined(RefNode right);

    static RefNode root(RefNode[] nodes) {
        return nodes.length == 1 ? root(nodes[0]) : new Branch(nodes);
    }

    static RefNode empty() {
        return new Leaf(new RefEntry[0]);
    }

    /** A root has no branch with a single child above it. */
    static RefNode root(RefNode node) {
        RefNode top = node;
        while (top instanceof Branch branch && branch.children.length == 1)
            top = branch.children[0];
        return top instanceof Branch branch && branch.children.length == 0 ? empty() : top;
    }

    private static <T> T[] inserted(T[] array, int at, T element) {
        T[] wider = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, at, wider, at + 1, array.length - at);
        wider[at] = element;
        return wider;
    }

    private static <T> T[] removed(T[] array, int at) {
        T[] narrower = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, at + 1, narrower, at, narrower.length - at);
        return narrower;
    }

    private static <T> T[] replaced(T[] array, int at, T element) {
        T[] copy = array.clone();
        copy[at] = element;
        return copy;
    }

    private static <T> T[] concatenated(T[] left, T[] right) {
        T[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    static final class Leaf extends RefNode {
        final RefEntry[] entries;

        Leaf(RefEntry[] entries) {
            this.entries = entries;
        }

        @Override
        int count() {
            return entries.length;
        }

        @Override
        int width() {
            return entries.length;
        }

        @Override
        String first() {
            return entries[0].name().value();
        }

        @Override
        @Nullable
        RefEntry get(String name) {
            int at = search(name);
            return at < 0 ? null : entries[at];
        }

        @Override
        @Nullable
        RefEntry firstFrom(String name) {
            int at = search(name);
            int index = at < 0 ? -at - 1 : at;
            return index == entries.length ? null : entries[index];
        }

        @Override
        int countBefore(String name) {
            int at = search(name);
            return at < 0 ? -at - 1 : at;
        }

        @Override
        RefNode[] with(RefEntry entry) {
            int at = search(entry.name().value());
            if (at >= 0)
                return new RefNode[]{new Leaf(replaced(entries, at, entry))};
            RefEntry[] wider = inserted(entries, -at - 1, entry);
            if (wider.length <= WIDTH)
                return new RefNode[]{new Leaf(wider)};
            // Names that come in order fill their leaves instead of leaving them half empty.
            int cut = -at - 1 == entries.length ? WIDTH : wider.length / 2;
            return new RefNode[]{new Leaf(Arrays.copyOf(wider, cut)),
                    new Leaf(Arrays.copyOfRange(wider, cut, wider.length))};
        }

        @Override
        RefNode without(String name) {
            int at = search(name);
            return at < 0 ? this : new Leaf(removed(entries, at));
        }

        @Override
        RefNode joined(RefNode right) {
            return new Leaf(concatenated(entries, ((Leaf) right).entries));
        }

        /** The index of {@code name}, or -1 - the index where it would be. */
        int search(String name) {
            int low = 0;
            int high = entries.length - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int order = entries[middle].name().value().compareTo(name);
                if (order == 0)
                    return middle;
                if (order < 0)
                    low = middle + 1;
                else
                    high = middle - 1;
            }
            return -1 - low;
        }
    }

    static final class Branch extends RefNode {
        final RefNode[] children;
        private final String[] firsts;
        private final int count;

        Branch(RefNode[] children) {
            this.children = children;
            this.firsts = new String[children.length];
            int sum = 0;
            for (int i = 0; i < children.length; i++) {
                firsts[i] = children[i].first();
                sum += children[i].count();
            }
            this.count = sum;
        }

        @Override
        int count() {
            return count;
        }

        @Override
        int width() {
            return children.length;
        }

        @Override
        String first() {
            return firsts[0];
        }

        @Override
        @Nullable
        RefEntry get(String name) {
            return children[childFor(name)].get(name);
        }

        @Override
        @Nullable
        RefEntry firstFrom(String name) {
            int child = childFor(name);
            RefEntry found = children[child].firstFrom(name);
            return found == null && child + 1 < children.length ? children[child + 1].firstFrom(name) : found;
        }

        @Override
        int countBefore(String name) {
            int child = childFor(name);
            int before = children[child].countBefore(name);
            for (int i = 0; i < child; i++)
                before += children[i].count();
            return before;
        }

        @Override
        RefNode[] with(RefEntry entry) {
            int at = childFor(entry.name().value());
            RefNode[] changed = children[at].with(entry);
            RefNode[] wider = replaced(children, at, changed[0]);
            if (changed.length == 1)
                return new RefNode[]{new Branch(wider)};
            wider = inserted(wider, at + 1, changed[1]);
            if (wider.length <= WIDTH)
                return new RefNode[]{new Branch(wider)};
            int cut = at == children.length - 1 ? WIDTH : wider.length / 2;
            return new RefNode[]{new Branch(Arrays.copyOf(wider, cut)),
                    new Branch(Arrays.copyOfRange(wider, cut, wider.length))};
        }

        @Override
        RefNode without(String name) {
            int at = childFor(name);
            RefNode rest = children[at].without(name);
            if (rest == children[at])
                return this;
            if (rest.width() == 0)
                return children.length == 1 ? empty() : new Branch(removed(children, at));
            RefNode[] changed = replaced(children, at, rest);
            if (rest.width() <= NARROW)
                changed = joinedAround(changed, at);
            return new Branch(changed);
        }

        @Override
        RefNode joined(RefNode right) {
            return new Branch(concatenated(children, ((Branch) right).children));
        }

        /** A child that became narrow goes together with a neighbour that has room for it. */
        private static RefNode[] joinedAround(RefNode[] nodes, int at) {
            int left = at + 1 < nodes.length ? at : at - 1;
            if (left < 0 || nodes[left].width() + nodes[left + 1].width() > WIDTH - NARROW)
                return nodes;
            RefNode both = nodes[left].joined(nodes[left + 1]);
            return replaced(removed(nodes, left + 1), left, both);
        }

        /** The child in whose range {@code name} falls: the last that does not begin after it. */
        int childFor(String name) {
            int low = 1;
            int high = firsts.length - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                if (firsts[middle].compareTo(name) <= 0)
                    low = middle + 1;
                else
                    high = middle - 1;
            }
            return low - 1;
        }
    }
}
