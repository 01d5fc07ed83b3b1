package io.memgit.core.merge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Writes a tree that differs from another one in some names. */
final class TreeComposer {

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
        Map<String, Stage> left = new HashMap<>(edits);
        left.values().removeIf(stage -> !stage.exists());
        Map<String, Stage> sorted = new TreeMap<>();
        TreeEntries entries = new TreeEntries(objects.tree(start));
        boolean changed = false;
        while (entries.next()) {
            String name = entries.name();
            Stage there = entries.stage();
            Stage stage = edits.getOrDefault(name, there);
            left.remove(name);
            changed |= !stage.equals(there);
            if (stage.exists())
                sorted.put(key(name, stage), stage);
        }
        left.forEach((name, stage) -> sorted.put(key(name, stage), stage));
        if (sorted.isEmpty())
            return Stage.NONE;
        return Stage.directory(changed || !left.isEmpty() ? write(sorted) : start);
    }

    private static String key(String name, Stage stage) {
        return stage.isDirectory() ? name + '/' : name;
    }

    private ObjectId write(Map<String, Stage> sorted) {
        ByteArrayOutputStream tree = new ByteArrayOutputStream(sorted.size() * 40);
        byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
        sorted.forEach((key, stage) -> {
            String name = stage.isDirectory() ? key.substring(0, key.length() - 1) : key;
            tree.writeBytes(Integer.toOctalString(stage.mode()).getBytes(StandardCharsets.US_ASCII));
            tree.write(' ');
            tree.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
            tree.write(0);
            stage.id().copyRawTo(id, 0);
            tree.writeBytes(id);
        });
        return objects.insert(Constants.OBJ_TREE, tree.toByteArray());
    }
}
