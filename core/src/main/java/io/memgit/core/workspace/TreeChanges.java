package io.memgit.core.workspace;

import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Finds the files in which trees differ. Subtrees that are the same everywhere are not opened. */
final class TreeChanges {

    /**
     * A file that is not the same in all trees.
     *
     * @param path
     *            bytes that are not UTF-8 read as U+FFFD
     * @param versions
     *            what each tree has, in the order in which they were given
     */
    record Row(String path, List<Version> versions) {

        Version of(int tree) {
            return versions.get(tree);
        }
    }

    /**
     * A file in one tree.
     *
     * @param mode
     *            as Git's octal digits say, 0 where it is not
     */
    record Version(int mode, ObjectId id) {

        static final Version NONE = new Version(0, ObjectId.zeroId());

        boolean isThere() {
            return mode != 0;
        }
    }

    private TreeChanges() {}

    /** The files that differ, in the order of the tree. */
    static List<Row> between(MemoryRepository repository, ObjectId... trees) throws IOException {
        List<Row> rows = new ArrayList<>();
        if (List.of(trees).stream().distinct().count() == 1)
            return rows;
        try (ObjectReader reader = repository.newObjectReader(); TreeWalk walk = new TreeWalk(reader)) {
            for (ObjectId tree : trees)
                add(walk, reader, tree);
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                List<Version> versions = new ArrayList<>(trees.length);
                for (int i = 0; i < trees.length; i++)
                    versions.add(version(walk, i));
                rows.add(new Row(new String(walk.getRawPath(), StandardCharsets.UTF_8), versions));
            }
        }
        return rows;
    }

    private static void add(TreeWalk walk, ObjectReader reader, AnyObjectId tree) throws IOException {
        if (tree.equals(Workspace.EMPTY_TREE))
            walk.addTree(new EmptyTreeIterator());
        else
            walk.addTree(new CanonicalTreeParser(null, reader, tree));
    }

    private static Version version(TreeWalk walk, int tree) {
        FileMode mode = walk.getFileMode(tree);
        return mode.equals(FileMode.MISSING) || mode.equals(FileMode.TREE)
                ? Version.NONE
                : new Version(mode.getBits(), walk.getObjectId(tree));
    }
}
