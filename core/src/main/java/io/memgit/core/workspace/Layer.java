package io.memgit.core.workspace;

import io.memgit.core.commit.BlobMode;
import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.commit.Content;
import io.memgit.core.commit.DeclinedException;
import io.memgit.core.commit.FileAction;
import io.memgit.core.commit.ObjectSource;
import io.memgit.core.commit.TreeDifference;
import io.memgit.core.commit.TreeEditor;
import io.memgit.core.limits.TreeLimits;
import io.memgit.core.object.ObjectView;
import io.memgit.core.object.Quarantine;
import io.memgit.core.workspace.TreeChanges.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * One tree of a workspace, in which files are looked up and set to versions that another layer has.
 * Used by one thread.
 */
final class Layer {

    private static final int ID_BYTES = Constants.OBJECT_ID_LENGTH;
    private static final int OCTAL = 8;

    private final ObjectSource source;
    private final Quarantine objects;
    private final TreeLimits limits;

    Layer(ObjectSource source, Quarantine objects, TreeLimits limits) {
        this.source = source;
        this.objects = objects;
        this.limits = limits;
    }

    /** What is at a path of a tree; {@link Version#NONE} for a directory and for nothing. */
    Version find(ObjectId tree, String path) {
        Version at = entry(tree, path);
        return isTree(at) ? Version.NONE : at;
    }

    private Version entry(ObjectId tree, String path) {
        ObjectId directory = tree;
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            Version child = entryNamed(directory, path.substring(start, slash));
            if (!isTree(child))
                return Version.NONE;
            directory = child.id();
            start = slash + 1;
        }
        return entryNamed(directory, path.substring(start));
    }

    private Version entryNamed(ObjectId tree, String name) {
        if (tree.equals(Workspace.EMPTY_TREE))
            return Version.NONE;
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        ObjectView view = source.get(tree, Constants.OBJ_TREE);
        byte[] bytes = view.buffer();
        int end = view.offset() + view.length();
        for (int at = view.offset(); at < end;) {
            int mode = 0;
            for (; bytes[at] != ' '; at++)
                mode = mode * OCTAL + bytes[at] - '0';
            int nameAt = at + 1;
            int nul = nameAt;
            while (bytes[nul] != 0)
                nul++;
            if (Arrays.equals(bytes, nameAt, nul, wanted, 0, wanted.length))
                return new Version(mode, ObjectId.fromRaw(bytes, nul + 1));
            at = nul + 1 + ID_BYTES;
        }
        return Version.NONE;
    }

    /** The path of a file of the tree that stands where {@code path} would need a directory. */
    Optional<String> fileAbove(ObjectId tree, String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String above = path.substring(0, slash);
            if (find(tree, above).isThere())
                return Optional.of(above);
        }
        return Optional.empty();
    }

    /** Whether {@code path} is a directory of the tree. */
    boolean isDirectory(ObjectId tree, String path) {
        return isTree(entry(tree, path));
    }

    /** How many files differ between two trees; null stands for the empty one. */
    int differences(@Nullable ObjectId left, ObjectId right) {
        return new TreeDifference(source).count(isEmpty(left) ? null : left, isEmpty(right) ? null : right);
    }

    private static boolean isEmpty(@Nullable ObjectId tree) {
        return tree == null || tree.equals(Workspace.EMPTY_TREE);
    }

    /** A file that two trees have in different versions. */
    record Difference(String path, Version before, Version after) {}

    /** The files that differ between two trees, which need not be stored yet; by path. */
    List<Difference> between(ObjectId before, ObjectId after) {
        List<Difference> found = new ArrayList<>();
        compare(before, after, "", found);
        return found;
    }

    private void compare(ObjectId before, ObjectId after, String prefix, List<Difference> found) {
        if (before.equals(after))
            return;
        Map<String, Version> old = entries(before);
        Map<String, Version> now = entries(after);
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            Version was = old.getOrDefault(name, Version.NONE);
            Version is = now.getOrDefault(name, Version.NONE);
            if (was.equals(is))
                continue;
            String path = prefix + name;
            if (isTree(was) || isTree(is))
                compare(isTree(was) ? was.id() : Workspace.EMPTY_TREE, isTree(is) ? is.id() : Workspace.EMPTY_TREE,
                        path + '/', found);
            Version fileBefore = isTree(was) ? Version.NONE : was;
            Version fileAfter = isTree(is) ? Version.NONE : is;
            if (!fileBefore.equals(fileAfter))
                found.add(new Difference(path, fileBefore, fileAfter));
        }
    }

    private static boolean isTree(Version version) {
        return version.mode() == FileMode.TREE.getBits();
    }

    private Map<String, Version> entries(ObjectId tree) {
        Map<String, Version> entries = new LinkedHashMap<>();
        if (tree.equals(Workspace.EMPTY_TREE))
            return entries;
        ObjectView view = source.get(tree, Constants.OBJ_TREE);
        byte[] bytes = view.buffer();
        int end = view.offset() + view.length();
        for (int at = view.offset(); at < end;) {
            int mode = 0;
            for (; bytes[at] != ' '; at++)
                mode = mode * OCTAL + bytes[at] - '0';
            int nul = at + 1;
            while (bytes[nul] != 0)
                nul++;
            entries.put(new String(bytes, at + 1, nul - at - 1, StandardCharsets.UTF_8),
                    new Version(mode, ObjectId.fromRaw(bytes, nul + 1)));
            at = nul + 1 + ID_BYTES;
        }
        return entries;
    }

    /** The tree after {@code actions}. */
    Edited apply(ObjectId tree, List<FileAction> actions) throws DeclinedException {
        if (actions.isEmpty())
            return new Edited(tree, 0);
        TreeEditor editor = new TreeEditor(source, objects, limits, tree);
        ObjectId edited = editor.apply(actions);
        return new Edited(edited, editor.filesChanged());
    }

    /** A tree that was edited, and how many files of it have changed. */
    record Edited(ObjectId tree, int filesChanged) {}

    /**
     * The tree with each path set to a version. What stands in the way of a file goes, as when a file
     * is
     * added to Git's index.
     */
    ObjectId set(ObjectId tree, Map<String, Version> versions) throws DeclinedException {
        List<FileAction> removed = new ArrayList<>();
        List<FileAction> set = new ArrayList<>();
        Map<String, Boolean> gone = new LinkedHashMap<>();
        for (Map.Entry<String, Version> each : versions.entrySet()) {
            String path = each.getKey();
            if (!each.getValue().isThere()) {
                if (find(tree, path).isThere())
                    gone.put(path, true);
                continue;
            }
            fileAbove(tree, path).ifPresent(above -> gone.put(above, true));
            if (isDirectory(tree, path))
                filesBelow(entry(tree, path).id(), path, gone);
            set.add(put(path, each.getValue()));
        }
        gone.keySet().forEach(path -> removed.add(new FileAction.Delete(path, null)));
        removed.addAll(set);
        return apply(tree, removed).tree();
    }

    private static FileAction put(String path, Version version) throws DeclinedException {
        BlobMode mode = BlobMode.parse(Integer.toOctalString(version.mode()))
                .orElseThrow(() -> new DeclinedException(Reason.PATH_CONFLICT, path, path + " is a submodule"));
        return new FileAction.Put(path, new Content.Existing(version.id()), mode, null);
    }

    private void filesBelow(ObjectId tree, String prefix, Map<String, Boolean> into) {
        for (Map.Entry<String, Version> each : entries(tree).entrySet()) {
            String path = prefix + '/' + each.getKey();
            if (isTree(each.getValue()))
                filesBelow(each.getValue().id(), path, into);
            else
                into.put(path, true);
        }
    }
}
