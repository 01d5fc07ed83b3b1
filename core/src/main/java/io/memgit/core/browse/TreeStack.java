package io.memgit.core.browse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds paths below one root, and keeps the trees of the last path open for the next one: paths
 * that come in order share the trees above them.
 */
final class TreeStack {

    private final ObjectReader reader;
    private final AnyObjectId root;
    private final List<byte[]> trees = new ArrayList<>();
    private byte[] last = new byte[0];

    TreeStack(ObjectReader reader, AnyObjectId root) {
        this.reader = reader;
        this.root = root;
    }

    /** The entry at {@code path}, or null when there is none. */
    Files.@Nullable Found find(GitPath path) throws IOException {
        byte[] raw = path.raw();
        if (raw.length == 0)
            return new Files.Found(EntryMode.DIRECTORY, root.toObjectId());
        dropTreesThatAreNotAbove(raw);
        int start = startOfFirstNameBelow(raw);
        while (true) {
            int end = Files.endOfName(raw, start);
            TreeScan scan = new TreeScan(trees.getLast());
            if (!scan.find(raw, start, end))
                return null;
            if (end == raw.length)
                return new Files.Found(scan.mode(), scan.id());
            if (!EntryMode.isDirectory(scan.mode()))
                return null;
            trees.add(TreeScan.load(reader, scan.id()));
            start = end + 1;
        }
    }

    private void dropTreesThatAreNotAbove(byte[] path) throws IOException {
        if (trees.isEmpty())
            trees.add(TreeScan.load(reader, root));
        int keep = 1;
        int same = Math.max(0, Arrays.mismatch(path, last));
        for (int i = 0; i < same; i++) {
            if (path[i] == '/')
                keep++;
        }
        while (trees.size() > keep) {
            trees.removeLast();
        }
        last = path;
    }

    private int startOfFirstNameBelow(byte[] path) {
        int start = 0;
        for (int depth = 1; depth < trees.size(); depth++) {
            start = Files.endOfName(path, start) + 1;
        }
        return start;
    }
}
