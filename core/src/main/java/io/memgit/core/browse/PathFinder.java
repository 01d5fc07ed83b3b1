package io.memgit.core.browse;

import java.io.IOException;
import java.util.Arrays;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Looks one path up in the trees of many commits. From one commit to the next most directories
 * stay as they are, so the last descent is remembered: at the first directory that is the same,
 * its answer is the same.
 */
final class PathFinder {

    private final ObjectReader reader;
    private final byte[] path;
    private final @Nullable ObjectId[] lastTrees;
    private Files.@Nullable Found last;

    PathFinder(ObjectReader reader, GitPath path) {
        this.reader = reader;
        this.path = path.raw();
        int depth = 1;
        for (byte b : this.path) {
            if (b == '/')
                depth++;
        }
        this.lastTrees = new ObjectId[depth];
    }

    /** The entry at the path, or null when there is none. */
    Files.@Nullable Found find(ObjectId root) throws IOException {
        if (path.length == 0)
            return new Files.Found(EntryMode.DIRECTORY, root);
        ObjectId tree = root;
        int start = 0;
        for (int depth = 0; depth < lastTrees.length; depth++) {
            if (tree.equals(lastTrees[depth]))
                return last;
            lastTrees[depth] = tree;
            int end = Files.endOfName(path, start);
            TreeScan scan = TreeScan.of(reader, tree);
            if (!scan.find(path, start, end))
                return remember(null, depth);
            if (end == path.length)
                return remember(new Files.Found(scan.mode(), scan.id()), depth);
            if (!EntryMode.isDirectory(scan.mode()))
                return remember(null, depth);
            tree = scan.id();
            start = end + 1;
        }
        return last;
    }

    private Files.@Nullable Found remember(Files.@Nullable Found found, int depth) {
        Arrays.fill(lastTrees, depth + 1, lastTrees.length, null);
        last = found;
        return found;
    }
}
