package io.memgit.core.commit;

import io.memgit.core.object.ObjectView;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Counts the paths at which two trees differ, going down only where they do. */
public final class TreeDifference {

    private final ObjectSource source;

    /** Counts between trees that {@code source} has. */
    public TreeDifference(ObjectSource source) {
        this.source = source;
    }

    /** How many files are in one of the trees only, or differ. */
    public int count(@Nullable ObjectId left, @Nullable ObjectId right) {
        if (Objects.equals(left, right))
            return 0;
        Map<String, FileNode> before = entries(left);
        Map<String, FileNode> after = entries(right);
        int sum = 0;
        for (Map.Entry<String, FileNode> entry : before.entrySet())
            sum += count(entry.getValue(), after.remove(entry.getKey()));
        for (FileNode added : after.values())
            sum += count(null, added);
        return sum;
    }

    private int count(@Nullable FileNode left, @Nullable FileNode right) {
        if (Objects.equals(left, right))
            return 0;
        boolean file = (left != null && !left.isDirectory()) || (right != null && !right.isDirectory());
        return (file ? 1 : 0) + count(treeOf(left), treeOf(right));
    }

    private static @Nullable ObjectId treeOf(@Nullable FileNode entry) {
        return entry != null && entry.isDirectory() ? entry.id() : null;
    }

    private Map<String, FileNode> entries(@Nullable ObjectId id) {
        Map<String, FileNode> entries = new HashMap<>();
        if (id == null || id.equals(TreeEditor.EMPTY_TREE))
            return entries;
        ObjectView view = source.get(id, Constants.OBJ_TREE);
        TreeBytes tree = new TreeBytes(view);
        for (int entry = tree.start; entry < tree.end; entry = tree.next(entry)) {
            int nameAt = tree.nameOf(entry);
            // One character for each byte, so that names which are not UTF-8 stay apart.
            String name = new String(tree.buffer, nameAt, tree.nulOf(entry) - nameAt, StandardCharsets.ISO_8859_1);
            entries.put(name, new FileNode(tree.modeOf(entry), tree.idOf(entry)));
        }
        return entries;
    }
}
