package io.memgit.core.commit;

import io.memgit.core.limits.TreeLimits;
import io.memgit.core.object.Quarantine;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A directory that is being edited: the tree it was, and what its names stand for since.
 *
 * <pre>
 *   base    100644 a   100644 b   40000 lib
 *   slots   b: file → gone   c: nothing → file   lib: Directory (itself unchanged, or with slots of its own)
 * </pre>
 */
final class Directory implements Node {

    private final ObjectSource source;
    private final @Nullable Directory parent;
    private final @Nullable ObjectId baseId;
    private final Slots slots = new Slots();
    private @Nullable TreeBytes base;
    private @Nullable TreeIndex index;
    private boolean dirty;

    /** A directory as the tree {@code baseId} has it, or a new one; the root has no parent. */
    Directory(ObjectSource source, @Nullable Directory parent, @Nullable ObjectId baseId) {
        this.source = source;
        this.parent = parent;
        this.baseId = baseId;
    }

    /**
     * What is under a name, the part of {@code path} from {@code start} to before {@code end}. It is
     * looked up in the base once, whatever is done with it after that.
     */
    Slot slot(byte[] path, int start, int end) {
        int hash = NameHash.of(path, start, end);
        Slot known = slots.find(path, start, end, hash);
        if (known != null)
            return known;
        TreeIndex names = index();
        int entry = names == null ? -1 : names.find(path, start, end, hash);
        Slot found = new Slot(this, path, start, end, hash, entry < 0 ? null : nodeAt(entry), entry);
        slots.add(found);
        return found;
    }

    /** Makes a name of this directory stand for something else, or with null for nothing. */
    void put(Slot slot, @Nullable Node node) {
        for (Directory at = this; at != null && !at.dirty; at = at.parent)
            at.dirty = true;
        slot.now = node;
    }

    /**
     * Writes this directory and the changed ones below it. What keeps its place in the order of the
     * tree is written over in a copy of the base; only what comes, goes or moves is sorted and merged
     * into that.
     *
     * @param tally
     *            counts the files that differ from the base
     * @return the tree's id, or null when nothing is left in it
     * @throws DeclinedException
     *             when it has more entries than {@code limits} allow
     */
    @Nullable
    ObjectId write(Quarantine objects, TreeLimits limits, Tally tally) throws DeclinedException {
        if (!dirty)
            return baseId;
        TreeWriter out = new TreeWriter(base());
        for (Slot slot = slots.first(); slot != null; slot = slot.next) {
            Node now = slot.now;
            if (now instanceof Directory directory) {
                if (!directory.dirty)
                    continue;
                ObjectId id = directory.write(objects, limits, tally);
                now = id == null ? null : new FileNode(FileNode.DIRECTORY_MODE, id);
            }
            tally(slot, tally);
            out.put(slot, (FileNode) now);
        }
        out.finish();
        if (out.length() == 0)
            return null;
        if (out.entries() > limits.entries())
            throw DeclinedException.limit("tree.entries",
                    "a directory would have more than " + limits.entries() + " entries");
        return out.insertInto(objects);
    }

    private static void tally(Slot slot, Tally tally) {
        if (slot.now instanceof FileNode file) {
            if (!file.equals(slot.was))
                tally.add(1);
        } else if (slot.was instanceof FileNode) {
            tally.add(1);
        }
    }

    private Node nodeAt(int entry) {
        TreeBytes tree = base();
        if (tree == null)
            throw new IllegalStateException("an entry of no tree");
        ObjectId id = tree.idOf(entry);
        return tree.isDirectory(entry) ? new Directory(source, this, id) : new FileNode(tree.modeOf(entry), id);
    }

    private @Nullable TreeBytes base() {
        if (base == null && baseId != null)
            base = new TreeBytes(source.get(baseId, Constants.OBJ_TREE));
        return base;
    }

    private @Nullable TreeIndex index() {
        TreeBytes tree = base();
        if (index == null && tree != null)
            index = new TreeIndex(tree);
        return index;
    }
}
