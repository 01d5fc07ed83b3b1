package io.memgit.core.commit;

import io.memgit.core.limits.TreeLimits;
import io.memgit.core.object.Quarantine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A directory that is being edited: the tree it was, and what has changed in it since.
 *
 * <pre>
 *   base     100644 a   100644 b   40000 lib
 *   changes  b → gone   c → file   lib → Directory (itself unchanged, or with changes of its own)
 * </pre>
 */
final class Directory implements Node {

    private static final int DIRECTORY_MODE = 40000;

    /** After so many lookups in one base the names are put into a map. */
    private static final int LINEAR_LOOKUPS = 8;

    private final ObjectSource source;
    private final @Nullable Directory parent;
    private final @Nullable ObjectId baseId;
    private final Map<String, Change> changes = new HashMap<>(4);
    private @Nullable TreeBytes base;
    private @Nullable Map<String, Integer> entries;
    private int lookups;
    private boolean dirty;

    /** What has become of a name, and what it was in the base. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
    private record Change(byte[] name, @Nullable Node now, Base was, int entry) {
        boolean sortsAsDirectory() {
            return now == null ? was == Base.DIRECTORY : !(now instanceof FileNode);
        }

        /** Whether the base has the name in another place of its order than the change. */
        boolean movesInOrder() {
            return was != Base.ABSENT && sortsAsDirectory() != (was == Base.DIRECTORY);
        }
    }

    private enum Base {
        ABSENT, FILE, DIRECTORY
    }

    /** A directory as the tree {@code baseId} has it, or a new one; the root has no parent. */
    Directory(ObjectSource source, @Nullable Directory parent, @Nullable ObjectId baseId) {
        this.source = source;
        this.parent = parent;
        this.baseId = baseId;
    }

    /** What the name stands for now, or null. */
    @Nullable
    Node get(String name) {
        return change(name).now;
    }

    /** Makes the name stand for something else, or with null for nothing. */
    void put(String name, @Nullable Node node) {
        touch();
        Change before = change(name);
        changes.put(name, new Change(before.name, node, before.was, before.entry));
    }

    private void touch() {
        for (Directory at = this; at != null && !at.dirty; at = at.parent)
            at.dirty = true;
    }

    /** Looks a name up in the base once, whatever is done with it after that. */
    private Change change(String name) {
        Change known = changes.get(name);
        if (known != null)
            return known;
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        TreeBytes tree = base();
        int entry = tree == null ? -1 : entryOf(tree, name, bytes);
        Change found;
        if (tree == null || entry < 0)
            found = new Change(bytes, null, Base.ABSENT, -1);
        else if (tree.isDirectory(entry))
            found = new Change(bytes, new Directory(source, this, tree.idOf(entry)), Base.DIRECTORY, entry);
        else
            found = new Change(bytes, new FileNode(tree.modeOf(entry), tree.idOf(entry)), Base.FILE, entry);
        changes.put(name, found);
        return found;
    }

    /**
     * Writes this directory and the changed ones below it.
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
        Change[] sorted = resolved(objects, limits, tally);
        TreeWriter out = new TreeWriter(base(), sorted.length);
        for (Change change : sorted) {
            if (change.movesInOrder())
                out.dropInItsOldPlace(change.entry);
        }
        for (Change change : sorted) {
            int replaces = change.was == Base.ABSENT || change.movesInOrder() ? -1 : change.entry;
            if (change.now instanceof FileNode file)
                out.entry(replaces, file.mode(), change.name, file.id(), false);
            else if (change.now instanceof Written tree)
                out.entry(replaces, DIRECTORY_MODE, change.name, tree.id(), true);
            else if (replaces >= 0)
                out.drop(replaces);
        }
        out.finish();
        if (out.length() == 0)
            return null;
        if (out.entries() > limits.entries())
            throw DeclinedException.limit("tree.entries",
                    "a directory would have more than " + limits.entries() + " entries");
        return objects.insert(Constants.OBJ_TREE, out.buffer(), 0, out.length());
    }

    /** The changes in tree order, with the directories among them written. */
    private Change[] resolved(Quarantine objects, TreeLimits limits, Tally tally) throws DeclinedException {
        Change[] sorted = new Change[changes.size()];
        int count = 0;
        for (Change change : changes.values()) {
            Node now = change.now;
            if (now instanceof Directory directory) {
                if (!directory.dirty)
                    continue;
                ObjectId id = directory.write(objects, limits, tally);
                now = id == null ? null : new Written(id);
            }
            tally(change, tally);
            if (now != null || change.was != Base.ABSENT)
                sorted[count++] = new Change(change.name, now, change.was, change.entry);
        }
        sorted = count == sorted.length ? sorted : Arrays.copyOf(sorted, count);
        if (count > 1)
            Arrays.sort(sorted, Directory::treeOrder);
        return sorted;
    }

    private void tally(Change change, Tally tally) {
        TreeBytes tree = base();
        if (change.now instanceof FileNode(int mode, ObjectId id)) {
            boolean same = change.was == Base.FILE && tree != null && tree.modeOf(change.entry) == mode
                    && tree.idOf(change.entry).equals(id);
            if (!same)
                tally.add(1);
        } else if (change.was == Base.FILE) {
            tally.add(1);
        }
    }

    private static int treeOrder(Change a, Change b) {
        int common = Math.min(a.name.length, b.name.length);
        int mismatch = Arrays.mismatch(a.name, 0, common, b.name, 0, common);
        if (mismatch >= 0)
            return (a.name[mismatch] & 0xff) - (b.name[mismatch] & 0xff);
        return endOrByte(a, common) - endOrByte(b, common);
    }

    private static int endOrByte(Change change, int at) {
        if (at < change.name.length)
            return change.name[at] & 0xff;
        return change.sortsAsDirectory() ? '/' : 0;
    }

    private @Nullable TreeBytes base() {
        if (base == null && baseId != null)
            base = new TreeBytes(source.get(baseId, Constants.OBJ_TREE));
        return base;
    }

    private int entryOf(TreeBytes tree, String name, byte[] bytes) {
        if (entries == null && ++lookups <= LINEAR_LOOKUPS)
            return tree.find(bytes);
        Map<String, Integer> known = entries;
        if (known == null) {
            known = indexed(tree);
            entries = known;
        }
        return known.getOrDefault(name, -1);
    }

    private static Map<String, Integer> indexed(TreeBytes tree) {
        Map<String, Integer> known = new HashMap<>();
        for (int entry = tree.start; entry < tree.end; entry = tree.next(entry)) {
            int nameAt = tree.nameOf(entry);
            String name = new String(tree.buffer, nameAt, tree.nulOf(entry) - nameAt, StandardCharsets.UTF_8);
            // A name that is not UTF-8 is no path of ours, even where it decodes to one.
            byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
            if (Arrays.equals(encoded, 0, encoded.length, tree.buffer, nameAt, tree.nulOf(entry)))
                known.put(name, entry);
        }
        return known;
    }

    /** A directory that was written just now. */
    private record Written(ObjectId id) implements Node {}
}
