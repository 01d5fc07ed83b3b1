package io.memgit.core.check;

import io.memgit.core.limits.TreeLimits;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/**
 * How deep trees are and how many files and directories are below them, counting each place where
 * one appears: ten small trees can hold 10^10 files, and whoever lists or checks them out meets
 * them all.
 *
 * <p>
 * Both follow from a tree's id alone, so one bounded memory of them serves all repositories. Safe
 * for many threads.
 */
public final class TreeSizes {

    private static final int SLOTS = 1 << 16;
    private static final int DEPTH_SHIFT = 32;
    private static final long ENTRIES_MASK = (1L << DEPTH_SHIFT) - 1;

    private record Known(ObjectId id, long size) {}

    private final TreeLimits limits;
    private final AtomicReferenceArray<@Nullable Known> slots = new AtomicReferenceArray<>(SLOTS);

    /** Sizes of trees, none of which may exceed {@code limits}. */
    public TreeSizes(TreeLimits limits) {
        this.limits = limits;
    }

    /**
     * Sees to it that a tree is neither too deep nor has too much below it.
     *
     * @throws CorruptObjectException
     *             when it is or has
     * @throws IOException
     *             when a tree cannot be read
     */
    public void check(ObjectId tree, ObjectReader reader) throws IOException {
        of(tree, reader);
    }

    /** The depth (the upper half) and the entries (the lower half) of a tree that can be read. */
    long of(ObjectId tree, ObjectReader reader) throws IOException {
        long known = recall(tree);
        return known != 0 ? known : measure(tree, reader);
    }

    /** The size of a tree with so many files and no directories yet. */
    static long leaf(int files) {
        return (1L << DEPTH_SHIFT) | files;
    }

    /**
     * The size of a tree when a directory with {@code below} in it is added. Both halves stop at a
     * value above all.
     */
    static long with(long size, long below) {
        long depth = Math.max(size >>> DEPTH_SHIFT, Math.min((below >>> DEPTH_SHIFT) + 1, Integer.MAX_VALUE));
        long entries = Math.min((size & ENTRIES_MASK) + (below & ENTRIES_MASK) + 1, Integer.MAX_VALUE);
        return (depth << DEPTH_SHIFT) | entries;
    }

    static void check(AnyObjectId tree, long size, TreeLimits limits) throws CorruptObjectException {
        if (size >>> DEPTH_SHIFT > limits.depth())
            throw ObjectProblem.refusal("tooDeep",
                    "tree " + tree.name() + " is more than " + limits.depth() + " directories deep");
        if ((size & ENTRIES_MASK) > limits.walkEntries())
            throw ObjectProblem.refusal("tooManyEntriesBelow", "tree " + tree.name() + " has more than "
                    + limits.walkEntries() + " files and directories below it");
    }

    /** A tree whose subtrees are being measured. */
    private static final class Open {
        final ObjectId id;
        final List<ObjectId> subtrees = new ArrayList<>();
        long size;
        int next;

        Open(ObjectId id) {
            this.id = id;
        }
    }

    private long measure(ObjectId start, ObjectReader reader) throws IOException {
        Deque<Open> path = new ArrayDeque<>();
        path.push(open(start, reader));
        while (true) {
            Open tree = path.element();
            if (tree.next < tree.subtrees.size()) {
                ObjectId subtree = tree.subtrees.get(tree.next);
                long below = recall(subtree);
                if (below == 0) {
                    path.push(open(subtree, reader));
                } else {
                    tree.size = with(tree.size, below);
                    tree.next++;
                }
                continue;
            }
            check(tree.id, tree.size, limits);
            slots.set(slot(tree.id), new Known(tree.id, tree.size));
            path.pop();
            if (path.isEmpty())
                return tree.size;
            // Added here, not found again: another tree may have taken the slot.
            Open above = path.element();
            above.size = with(above.size, tree.size);
            above.next++;
        }
    }

    private static Open open(ObjectId id, ObjectReader reader) throws IOException {
        Open tree = new Open(id);
        CanonicalTreeParser entries = new CanonicalTreeParser();
        entries.reset(reader.open(id, Constants.OBJ_TREE).getCachedBytes(Integer.MAX_VALUE));
        int files = 0;
        for (; !entries.eof(); entries.next(1)) {
            if (entries.getEntryRawMode() == FileMode.TYPE_TREE)
                tree.subtrees.add(entries.getEntryObjectId());
            else
                files++;
        }
        tree.size = leaf(files);
        return tree;
    }

    private long recall(ObjectId id) {
        Known known = slots.get(slot(id));
        return known != null && known.id.equals(id) ? known.size : 0;
    }

    private static int slot(AnyObjectId id) {
        return id.hashCode() & (SLOTS - 1);
    }
}
