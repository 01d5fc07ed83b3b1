package io.memgit.core.check;

import io.memgit.core.limits.TreeLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * What the objects of one push say of each other, noted while they are parsed so that none has to
 * be read again: which ids they name, as what, and how the trees hang together. Used by one thread.
 *
 * <p>
 * A store is closed under reachability. So a push leaves it so when every id that a new object
 * names is new itself or in the store already; no walk is needed to know that.
 */
public final class ObjectLinks {

    private static final int GIVEN = 4;
    private static final int MASK = (1 << GIVEN) - 1;

    private final TreeLimits limits;
    private final int maxIds;
    private final LinkTable ids = new LinkTable();
    // Per tree, in the order in which they came: its number as an id, its files, and where its subtrees
    // end.
    private int[] treeIds = new int[16];
    private int[] treeFiles = new int[16];
    private int[] subtreesEnd = new int[16];
    private int trees;
    private int[] subtrees = new int[64];
    private int subtreeCount;
    private int files;
    // Per commit: how many numbers follow, its tree, its parents.
    private int[] commits = new int[64];
    private int commitsEnd;
    private int commitStart = -1;

    ObjectLinks(TreeLimits limits, int maxIds) {
        this.limits = limits;
        this.maxIds = maxIds;
    }

    /**
     * An object that is named and must exist.
     *
     * @param id
     *            its id
     * @param type
     *            its type, as in {@link Constants}
     */
    public record Link(ObjectId id, int type) {}

    /**
     * What the new objects name and do not bring.
     *
     * @param isNew
     *            whether an object is among the new ones
     * @throws CorruptObjectException
     *             when an object is named as what it is not
     */
    public List<Link> outside(Predicate<AnyObjectId> isNew) throws CorruptObjectException {
        List<Link> outside = new ArrayList<>();
        for (int number = 0; number < ids.count(); number++) {
            int flags = ids.flags(number);
            int wanted = flags & MASK;
            int given = (flags >> GIVEN) & MASK;
            if (wanted == 0)
                continue;
            if (Integer.bitCount(wanted) > 1 || (given != 0 && given != wanted))
                throw wrongType(ids.id(number));
            if (given != 0)
                continue;
            int type = typeOf(wanted);
            ObjectId id = ids.id(number);
            if (!isNew.test(id))
                outside.add(new Link(id, type));
            else if (type != Constants.OBJ_BLOB)
                throw wrongType(id);
        }
        return outside;
    }

    /**
     * Sees to it that no new tree is too deep or has too much below it, what it shares with old ones
     * included.
     *
     * @param sizes
     *            knows how much is below trees that are not new
     * @param reader
     *            reads those that it does not know
     * @throws CorruptObjectException
     *             when one is
     * @throws IOException
     *             when an old tree cannot be read
     */
    public void checkTrees(TreeSizes sizes, ObjectReader reader) throws IOException {
        new TreeHeights(sizes, reader).check();
    }

    /** What is told of each new commit. */
    @FunctionalInterface
    public interface CommitVisitor {

        /**
         * Looks at one.
         *
         * @return whether to go on with the next one
         * @throws IOException
         *             when something cannot be read
         */
        boolean visit(ObjectId tree, List<ObjectId> parents) throws IOException;
    }

    /**
     * Goes through the new commits.
     *
     * @throws IOException
     *             when {@code visitor} does
     */
    public void forEachCommit(CommitVisitor visitor) throws IOException {
        int at = 0;
        while (at < commitsEnd) {
            int end = at + 1 + commits[at];
            ObjectId tree = ids.id(commits[at + 1]);
            List<ObjectId> parents = new ArrayList<>();
            for (int parent = at + 2; parent < end; parent++)
                parents.add(ids.id(commits[parent]));
            if (!visitor.visit(tree, parents))
                return;
            at = end;
        }
    }

    /**
     * Whether {@code tips} reach every new object: each is one of them or is named by another, and
     * nothing names itself.
     *
     * @param objects
     *            how many new objects there are
     * @param outside
     *            how many others they name
     */
    public boolean areReachedFrom(Set<? extends AnyObjectId> tips, int objects, int outside) {
        int met = ids.count() - outside;
        for (int number = 0; number < ids.count(); number++) {
            boolean named = (ids.flags(number) & MASK) != 0;
            if (!named && !tips.contains(ids.id(number)))
                return false;
        }
        return met >= objects;
    }

    /** Begins a commit; its tree and its parents follow as links, then {@link #endCommit}. */
    void beginCommit() {
        commitStart = commitsEnd;
        commits = roomFor(commits, commitsEnd);
        commitsEnd++;
    }

    void endCommit(ObjectId id) {
        commits[commitStart] = commitsEnd - commitStart - 1;
        commitStart = -1;
        given(id, Constants.OBJ_COMMIT);
    }

    void tag(ObjectId id) {
        given(id, Constants.OBJ_TAG);
    }

    /** Begins the tree {@code id}; its entries follow, then {@link #endTree}. */
    void beginTree(ObjectId id) {
        treeIds = roomFor(treeIds, trees);
        treeFiles = roomFor(treeFiles, trees);
        subtreesEnd = roomFor(subtreesEnd, trees);
        treeIds[trees] = given(id, Constants.OBJ_TREE);
        files = 0;
    }

    void endTree() {
        treeFiles[trees] = files;
        subtreesEnd[trees++] = subtreeCount;
    }

    void file(byte[] raw, int offset) throws CorruptObjectException {
        files++;
        link(raw, offset, Constants.OBJ_BLOB);
    }

    void submodule() {
        files++;
    }

    void subtree(byte[] raw, int offset) throws CorruptObjectException {
        subtrees = roomFor(subtrees, subtreeCount);
        subtrees[subtreeCount++] = link(raw, offset, Constants.OBJ_TREE);
    }

    void link(ObjectId id, int type) throws CorruptObjectException {
        int number = ids.add(id);
        ids.addFlags(number, flag(type));
        checkCount();
        if (commitStart >= 0) {
            commits = roomFor(commits, commitsEnd);
            commits[commitsEnd++] = number;
        }
    }

    private int link(byte[] raw, int offset, int type) throws CorruptObjectException {
        int number = ids.add(raw, offset);
        ids.addFlags(number, flag(type));
        checkCount();
        return number;
    }

    private int given(ObjectId id, int type) {
        int number = ids.add(id);
        ids.addFlags(number, flag(type) << GIVEN);
        return number;
    }

    private void checkCount() throws CorruptObjectException {
        if (ids.count() > maxIds)
            throw ObjectProblem.refusal("tooManyLinks", "the pushed objects name more than " + maxIds + " others");
    }

    private static int[] roomFor(int[] numbers, int index) {
        return index < numbers.length ? numbers : Arrays.copyOf(numbers, numbers.length * 2);
    }

    private static int flag(int type) {
        return 1 << (type - Constants.OBJ_COMMIT);
    }

    private static int typeOf(int flag) {
        return Integer.numberOfTrailingZeros(flag) + Constants.OBJ_COMMIT;
    }

    private static CorruptObjectException wrongType(ObjectId id) {
        return ObjectProblem.refusal("wrongType", "object " + id.name() + " is not what others take it for");
    }

    /** Goes through the new trees from the leaves up, each once, without recursion. */
    private final class TreeHeights {

        private static final int UNKNOWN = -1;

        private final TreeSizes sizes;
        private final ObjectReader reader;
        private final int[] treeOf = new int[ids.count()];
        private final long[] known = new long[trees];
        private int[] path = new int[16];
        private int[] next = new int[16];
        private int depth;

        TreeHeights(TreeSizes sizes, ObjectReader reader) {
            this.sizes = sizes;
            this.reader = reader;
        }

        void check() throws IOException {
            Arrays.fill(treeOf, UNKNOWN);
            Arrays.fill(known, UNKNOWN);
            for (int tree = 0; tree < trees; tree++)
                treeOf[treeIds[tree]] = tree;
            for (int tree = 0; tree < trees; tree++) {
                if (known[tree] == UNKNOWN)
                    climb(tree);
            }
        }

        private void climb(int start) throws IOException {
            push(start);
            while (depth > 0) {
                int tree = path[depth - 1];
                int child = nextUnknown(tree);
                if (child == UNKNOWN) {
                    known[tree] = measure(tree);
                    depth--;
                } else {
                    push(child);
                }
            }
        }

        private void push(int tree) {
            if (depth == path.length) {
                path = Arrays.copyOf(path, depth * 2);
                next = Arrays.copyOf(next, depth * 2);
            }
            path[depth] = tree;
            next[depth++] = subtreesStart(tree);
        }

        private int nextUnknown(int tree) {
            for (int edge = next[depth - 1]; edge < subtreesEnd[tree]; edge++) {
                int child = treeOf[subtrees[edge]];
                if (child != UNKNOWN && known[child] == UNKNOWN) {
                    next[depth - 1] = edge;
                    return child;
                }
            }
            return UNKNOWN;
        }

        private long measure(int tree) throws IOException {
            long size = TreeSizes.leaf(treeFiles[tree]);
            for (int edge = subtreesStart(tree); edge < subtreesEnd[tree]; edge++) {
                int child = treeOf[subtrees[edge]];
                long below = child == UNKNOWN ? sizes.of(ids.id(subtrees[edge]), reader) : known[child];
                size = TreeSizes.with(size, below);
            }
            TreeSizes.check(ids.id(treeIds[tree]), size, limits);
            return size;
        }

        private int subtreesStart(int tree) {
            return tree == 0 ? 0 : subtreesEnd[tree - 1];
        }
    }
}
