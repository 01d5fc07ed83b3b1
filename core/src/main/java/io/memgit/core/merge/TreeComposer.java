package io.memgit.core.merge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Writes a tree that differs from another one in some names. */
final class TreeComposer {

    private static final int ABOUT_AN_ENTRY = 40;

    private final MergeObjects objects;

    TreeComposer(MergeObjects objects) {
        this.objects = objects;
    }

    /**
     * Writes it, unless it is the tree that it starts from.
     *
     * @param start
     *            the tree to start from, the zero id for an empty one
     * @param edits
     *            what names stand for, {@link Stage#NONE} for nothing
     * @return the tree, or nothing when nothing is in it
     */
    Stage compose(ObjectId start, Map<String, Stage> edits) throws IOException {
        byte[] raw = objects.tree(start);
        Composition composition = new Composition(raw, edits);
        composition.run();
        if (composition.length() == 0)
            return Stage.NONE;
        return Stage.directory(
                composition.changed ? objects.insert(Constants.OBJ_TREE, composition.bytes()) : start);
    }

    /** An entry that has no place in the tree yet. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Added(byte[] name, Stage stage) {

        /** In the order of Git, in which a directory's name ends with a slash. */
        static int compare(Added one, Added other) {
            for (int i = 0;; i++) {
                int a = one.byteAt(i);
                int b = other.byteAt(i);
                if (a != b || a < 0)
                    return a - b;
            }
        }

        int byteAt(int at) {
            if (at < name.length)
                return name[at] & 0xff;
            return at > name.length ? -1 : stage.isDirectory() ? '/' : 0;
        }
    }

    private static final class Composition {

        private final byte[] raw;
        private final TreeEntries entries;
        private final Map<String, Stage> edits;
        private final Set<Integer> hashes = new HashSet<>();
        private final Map<String, Stage> left;
        private final ByteArrayOutputStream tree;
        private final byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
        private int copied;
        private boolean changed;

        Composition(byte[] raw, Map<String, Stage> edits) {
            this.raw = raw;
            this.entries = new TreeEntries(raw);
            this.edits = edits;
            this.left = new HashMap<>(edits);
            this.tree = new ByteArrayOutputStream(raw.length + edits.size() * ABOUT_AN_ENTRY);
            edits.keySet().forEach(name -> hashes.add(name.hashCode()));
        }

        int length() {
            return tree.size();
        }

        byte[] bytes() {
            return tree.toByteArray();
        }

        void run() throws IOException {
            while (entries.next()) {
                Stage edit = hashes.contains(entries.nameHash()) ? edits.get(entries.name()) : null;
                if (edit != null)
                    edit(entries.name(), edit);
            }
            copyTo(raw.length);
            if (left.values().stream().anyMatch(Stage::exists))
                insertLeft();
        }

        private void edit(String name, Stage edit) {
            Stage there = entries.stage();
            boolean keepsPlace = edit.exists() && edit.isDirectory() == there.isDirectory();
            if (keepsPlace || !edit.exists())
                left.remove(name);
            if (edit.equals(there))
                return;
            changed = true;
            copyTo(entries.start());
            if (keepsPlace)
                write(name.getBytes(StandardCharsets.ISO_8859_1), edit);
            copied = entries.end();
        }

        private void copyTo(int end) {
            tree.write(raw, copied, end - copied);
            copied = end;
        }

        private void write(byte[] name, Stage stage) {
            tree.writeBytes(Integer.toOctalString(stage.mode()).getBytes(StandardCharsets.US_ASCII));
            tree.write(' ');
            tree.writeBytes(name);
            tree.write(0);
            stage.id().copyRawTo(id, 0);
            tree.writeBytes(id);
        }

        /** Merges what has no place yet into what was written. */
        private void insertLeft() throws IOException {
            changed = true;
            List<Added> added = new ArrayList<>();
            left.forEach((name, stage) -> {
                if (stage.exists())
                    added.add(new Added(name.getBytes(StandardCharsets.ISO_8859_1), stage));
            });
            added.sort(Added::compare);
            byte[] written = tree.toByteArray();
            TreeEntries old = new TreeEntries(written);
            tree.reset();
            int next = 0;
            while (old.next()) {
                Added here = new Added(old.name().getBytes(StandardCharsets.ISO_8859_1), old.stage());
                while (next < added.size() && Added.compare(added.get(next), here) < 0) {
                    write(added.get(next).name, added.get(next).stage);
                    next++;
                }
                tree.write(written, old.start(), old.end() - old.start());
            }
            for (; next < added.size(); next++) {
                write(added.get(next).name, added.get(next).stage);
            }
        }
    }
}
