package io.memgit.core.sequencer;

import io.memgit.core.commit.ObjectSource;
import io.memgit.core.object.Quarantine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/**
 * Puts files of any name into a tree, or takes them out; the directories on their paths are written
 * anew.
 */
final class TreeEdit {

    private final ObjectSource source;
    private final Quarantine objects;

    TreeEdit(ObjectSource source, Quarantine objects) {
        this.source = source;
        this.objects = objects;
    }

    /**
     * What is to be at a path.
     *
     * @param mode
     *            {@link FileMode#MISSING} for nothing
     */
    @SuppressWarnings("ArrayRecordComponent") // A path as a tree has it; nobody compares two of them.
    record Place(byte[] path, FileMode mode, ObjectId id) {

        boolean isNothing() {
            return FileMode.MISSING.equals(mode.getBits());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // A name as a tree has it; nobody compares two of them.
    private record Entry(byte[] name, FileMode mode, ObjectId id) {

        static int treeOrder(Entry one, Entry other) {
            return Arrays.compareUnsigned(one.sortName(), other.sortName());
        }

        boolean isTree() {
            return FileMode.TREE.equals(mode.getBits());
        }

        private byte[] sortName() {
            if (!isTree())
                return name;
            byte[] withSlash = Arrays.copyOf(name, name.length + 1);
            withSlash[name.length] = '/';
            return withSlash;
        }
    }

    /** The tree with the files in their places; empty directories go. */
    ObjectId put(ObjectId tree, List<Place> places) {
        ObjectId edited = edit(tree, places, 0);
        return edited == null ? objects.insert(Constants.OBJ_TREE, new byte[0]) : edited;
    }

    private @Nullable ObjectId edit(@Nullable ObjectId tree, List<Place> places, int start) {
        Map<String, Entry> entries = tree == null ? new HashMap<>() : entries(tree);
        Map<String, List<Place>> below = new HashMap<>();
        for (Place place : places) {
            int end = start;
            while (end < place.path.length && place.path[end] != '/')
                end++;
            byte[] name = Arrays.copyOfRange(place.path, start, end);
            if (end < place.path.length)
                below.computeIfAbsent(key(name), _ -> new ArrayList<>()).add(place);
            else if (place.isNothing())
                entries.remove(key(name));
            else
                entries.put(key(name), new Entry(name, place.mode, place.id));
        }
        below.forEach((name, inside) -> editBelow(entries, name, inside, start));
        return entries.isEmpty() ? null : write(entries);
    }

    private void editBelow(Map<String, Entry> entries, String name, List<Place> inside, int start) {
        Entry old = entries.get(name);
        ObjectId tree = old != null && old.isTree() ? old.id : null;
        if (tree == null && inside.stream().allMatch(Place::isNothing))
            return;
        ObjectId edited = edit(tree, inside, start + name.length() + 1);
        if (edited == null)
            entries.remove(name);
        else
            entries.put(name, new Entry(name.getBytes(StandardCharsets.ISO_8859_1), FileMode.TREE,
                    edited));
    }

    private ObjectId write(Map<String, Entry> entries) {
        TreeFormatter formatter = new TreeFormatter();
        entries.values().stream().sorted(Entry::treeOrder).forEach(e -> formatter.append(e.name, e.mode, e.id));
        return objects.insert(Constants.OBJ_TREE, formatter.toByteArray());
    }

    private Map<String, Entry> entries(ObjectId tree) {
        Map<String, Entry> entries = new HashMap<>();
        if (tree.equals(Constants.EMPTY_TREE_ID))
            return entries;
        CanonicalTreeParser parser = new CanonicalTreeParser();
        parser.reset(source.get(tree, Constants.OBJ_TREE).toByteArray());
        for (; !parser.eof(); parser.next(1)) {
            byte[] name = new byte[parser.getNameLength()];
            parser.getName(name, 0);
            entries.put(key(name), new Entry(name, parser.getEntryFileMode(), parser.getEntryObjectId()));
        }
        return entries;
    }

    // One character for each byte, so that names which are not UTF-8 stay apart.
    private static String key(byte[] name) {
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
