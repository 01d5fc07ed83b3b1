package io.memgit.core.ref;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree behind {@link RefMap}: a leaf with up to {@link #WIDTH} refs, or a branch with
 * up
 * to {@link #WIDTH} nodes. Nodes are never changed once they can be seen.
 *
 * <p>
 * Names are looked for by their keys (see {@link PackedNames}), which stand beside the entries and
 * children: among a million refs nearly every look at another object is a wait for memory.
 */
abstract sealed class RefNode {

    static final int WIDTH = 32;
    private static final int NARROW = WIDTH / 4;
    private static final int FILLED = WIDTH * 3 / 4;

    /** How many refs are at or below this node. */
    abstract int count();

    /** The least name at or below this node; the node is not empty. */
    abstract byte[] first();

    abstract @Nullable RefEntry get(byte[] key);

    /** The first ref whose name begins with {@code start}, or null when none does. */
    abstract @Nullable RefEntry firstWith(byte[] start);

    /**
     * Whether the neighbours of a name that is not here show in one look that none stands in its way:
     * one is in the same folder, so that nothing has that folder's name, and the next does not begin
     * like it. False when it takes more than that to know.
     *
     * @param folder
     *            the name up to and with its last slash
     */
    abstract boolean isClearlyFree(byte[] key, byte[] folder);

    /** How many refs below this node have names before {@code key}. */
    abstract int countBefore(byte[] key);

    /** One node, or two that are to be put under a common branch. */
    abstract RefNode[] with(byte[] key, RefEntry entry);

    /** What remains, possibly empty; this very node when {@code key} is not here. */
    abstract RefNode without(byte[] key);

    /** How many children or entries this node has, of {@link #WIDTH} at most. */
    abstract int width();

    /** This node and its right neighbour of the same height as one. */
    abstract RefNode joined(RefNode right);

    static RefNode root(RefNode[] nodes) {
        return nodes.length == 1 ? root(nodes[0]) : Branch.over(nodes);
    }

    /** A tree of these, which are in order; each node is filled to 3/4 or a little less. */
    static RefNode of(List<RefEntry> sorted) {
        if (sorted.isEmpty())
            return empty();
        RefNode[] level = new RefNode[nodesFor(sorted.size())];
        for (int i = 0; i < level.length; i++)
            level[i] = Leaf.of(sorted.subList(share(i, level.length, sorted.size()),
                    share(i + 1, level.length, sorted.size())));
        while (level.length > 1) {
            RefNode[] above = new RefNode[nodesFor(level.length)];
            for (int i = 0; i < above.length; i++)
                above[i] = Branch.over(Arrays.copyOfRange(level, share(i, above.length, level.length),
                        share(i + 1, above.length, level.length)));
            level = above;
        }
        return level[0];
    }

    private static int nodesFor(int parts) {
        return (parts + FILLED - 1) / FILLED;
    }

    /** Where the share of node {@code i} begins. */
    private static int share(int i, int nodes, int parts) {
        return (int) ((long) parts * i / nodes);
    }

    static RefNode empty() {
        return new Leaf(new RefEntry[0], PackedNames.NONE);
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
        private final PackedNames names;

        private Leaf(RefEntry[] entries, PackedNames names) {
            this.entries = entries;
            this.names = names;
        }

        static Leaf of(List<RefEntry> sorted) {
            RefEntry[] entries = sorted.toArray(RefEntry[]::new);
            byte[][] keys = new byte[entries.length][];
            for (int i = 0; i < keys.length; i++)
                keys[i] = PackedNames.key(entries[i].name().value());
            return new Leaf(entries, PackedNames.of(keys));
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
        byte[] first() {
            return names.get(0);
        }

        @Override
        @Nullable
        RefEntry get(byte[] key) {
            int at = names.search(key);
            return at < 0 ? null : entries[at];
        }

        @Override
        @Nullable
        RefEntry firstWith(byte[] start) {
            int at = placeOf(start);
            return at < entries.length && names.startsWith(at, start) ? entries[at] : null;
        }

        @Override
        boolean isClearlyFree(byte[] key, byte[] folder) {
            int at = placeOf(key);
            return at > 0 && at < entries.length && names.startsWith(at - 1, folder) && !names.startsWith(at, key);
        }

        @Override
        int countBefore(byte[] key) {
            return placeOf(key);
        }

        @Override
        RefNode[] with(byte[] key, RefEntry entry) {
            int at = names.search(key);
            if (at >= 0)
                return new RefNode[]{new Leaf(replaced(entries, at, entry), names)};
            int place = -at - 1;
            RefEntry[] wider = inserted(entries, place, entry);
            PackedNames more = names.with(place, key);
            if (wider.length <= WIDTH)
                return new RefNode[]{new Leaf(wider, more)};
            // Names that come in order fill their leaves instead of leaving them half empty.
            int cut = place == entries.length ? WIDTH : wider.length / 2;
            return new RefNode[]{new Leaf(Arrays.copyOf(wider, cut), more.slice(0, cut)),
                    new Leaf(Arrays.copyOfRange(wider, cut, wider.length), more.slice(cut, wider.length))};
        }

        @Override
        RefNode without(byte[] key) {
            int at = names.search(key);
            return at < 0 ? this : new Leaf(removed(entries, at), names.without(at));
        }

        @Override
        RefNode joined(RefNode right) {
            Leaf other = (Leaf) right;
            return new Leaf(concatenated(entries, other.entries), names.followedBy(other.names));
        }

        /** The index of the first name that is not before {@code key}, or the number of names. */
        int placeOf(byte[] key) {
            int at = names.search(key);
            return at < 0 ? -at - 1 : at;
        }
    }

    /**
     * The first name of each child and the sum of the refs are handed on where a change leaves them as
     * they are; to ask the children would touch each of them.
     */
    static final class Branch extends RefNode {
        final RefNode[] children;
        private final PackedNames firsts;
        private final int count;

        private Branch(RefNode[] children, PackedNames firsts, int count) {
            this.children = children;
            this.firsts = firsts;
            this.count = count;
        }

        static Branch over(RefNode[] children) {
            byte[][] firsts = new byte[children.length][];
            for (int i = 0; i < children.length; i++)
                firsts[i] = children[i].first();
            return over(children, PackedNames.of(firsts));
        }

        private static Branch over(RefNode[] children, PackedNames firsts) {
            int sum = 0;
            for (RefNode child : children)
                sum += child.count();
            return new Branch(children, firsts, sum);
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
        byte[] first() {
            return firsts.get(0);
        }

        @Override
        @Nullable
        RefEntry get(byte[] key) {
            return children[childFor(key)].get(key);
        }

        @Override
        @Nullable
        RefEntry firstWith(byte[] start) {
            int child = childFor(start);
            RefEntry found = children[child].firstWith(start);
            boolean next = found == null && child + 1 < children.length && firsts.startsWith(child + 1, start);
            return next ? children[child + 1].firstWith(start) : found;
        }

        @Override
        boolean isClearlyFree(byte[] key, byte[] folder) {
            return children[childFor(key)].isClearlyFree(key, folder);
        }

        @Override
        int countBefore(byte[] key) {
            int child = childFor(key);
            int before = children[child].countBefore(key);
            for (int i = 0; i < child; i++)
                before += children[i].count();
            return before;
        }

        @Override
        RefNode[] with(byte[] key, RefEntry entry) {
            int at = childFor(key);
            RefNode[] changed = children[at].with(key, entry);
            // Only what is before all others can become the first of its child.
            PackedNames names = at == 0 && firsts.search(key) == -1 ? firsts.replaced(0, key) : firsts;
            RefNode[] wider = replaced(children, at, changed[0]);
            if (changed.length == 1)
                return new RefNode[]{new Branch(wider, names, count - children[at].count() + changed[0].count())};
            wider = inserted(wider, at + 1, changed[1]);
            names = names.with(at + 1, changed[1].first());
            if (wider.length <= WIDTH)
                return new RefNode[]{new Branch(wider, names, count + 1)};
            int cut = at == children.length - 1 ? WIDTH : wider.length / 2;
            return new RefNode[]{over(Arrays.copyOf(wider, cut), names.slice(0, cut)),
                    over(Arrays.copyOfRange(wider, cut, wider.length), names.slice(cut, wider.length))};
        }

        @Override
        RefNode without(byte[] key) {
            int at = childFor(key);
            RefNode rest = children[at].without(key);
            if (rest == children[at])
                return this;
            if (rest.width() == 0)
                return children.length == 1
                        ? empty()
                        : new Branch(removed(children, at), firsts.without(at), count - 1);
            PackedNames names = firsts.search(key) == at ? firsts.replaced(at, rest.first()) : firsts;
            Branch changed = new Branch(replaced(children, at, rest), names, count - 1);
            return rest.width() <= NARROW ? changed.joinedAround(at) : changed;
        }

        @Override
        RefNode joined(RefNode right) {
            Branch other = (Branch) right;
            return new Branch(concatenated(children, other.children), firsts.followedBy(other.firsts),
                    count + other.count);
        }

        /** A child that became narrow goes together with a neighbour that has room for it. */
        private Branch joinedAround(int at) {
            int left = at + 1 < children.length ? at : at - 1;
            if (left < 0 || children[left].width() + children[left + 1].width() > WIDTH - NARROW)
                return this;
            RefNode both = children[left].joined(children[left + 1]);
            return new Branch(replaced(removed(children, left + 1), left, both), firsts.without(left + 1), count);
        }

        /** The child in whose range {@code key} falls: the last that does not begin after it. */
        int childFor(byte[] key) {
            int at = firsts.search(key);
            return at >= 0 ? at : Math.max(0, -at - 2);
        }
    }
}
