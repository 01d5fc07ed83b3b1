package io.memgit.core.browse;

import io.memgit.core.limits.BrowseLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.MutableObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** Reads files by their paths. */
final class Files {

    private final ObjectReader reader;

    Files(ObjectReader reader) {
        this.reader = reader;
    }

    /** The mode and id of the entry at a path. */
    record Found(int mode, ObjectId id) {}

    /** The entry at {@code path}, or null when there is none. */
    @Nullable
    Found find(AnyObjectId root, GitPath path) throws IOException {
        byte[] raw = path.raw();
        if (raw.length == 0)
            return new Found(EntryMode.DIRECTORY, root.toObjectId());
        MutableObjectId tree = new MutableObjectId();
        tree.fromObjectId(root);
        int start = 0;
        while (true) {
            int end = endOfName(raw, start);
            TreeScan scan = TreeScan.of(reader, tree);
            if (!scan.find(raw, start, end))
                return null;
            if (end == raw.length)
                return new Found(scan.mode(), scan.id());
            if (!EntryMode.isDirectory(scan.mode()))
                return null;
            scan.copyId(tree);
            start = end + 1;
        }
    }

    FileResult entry(AnyObjectId root, GitPath path) throws IOException {
        Found found = find(root, path);
        if (found == null)
            return new Missing(path);
        if (!EntryMode.isBlob(found.mode))
            return new OtherType(path, new EntryMode(found.mode).type());
        return new FileEntry(path, new EntryMode(found.mode), found.id,
                reader.getObjectSize(found.id, Constants.OBJ_BLOB));
    }

    ReadResult read(AnyObjectId root, GitPath path, long maxBytes) throws IOException {
        return content(path, find(root, path), maxBytes);
    }

    private ReadResult content(GitPath path, @Nullable Found found, long maxBytes)
            throws IOException {
        if (found == null)
            return new Missing(path);
        EntryMode mode = new EntryMode(found.mode);
        if (!EntryMode.isBlob(found.mode))
            return new OtherType(path, mode.type());
        ObjectLoader loader = reader.open(found.id, Constants.OBJ_BLOB);
        if (loader.getSize() > maxBytes)
            return new Exceeded(Bound.READ_SIZE);
        byte[] bytes = loader.getCachedBytes(Integer.MAX_VALUE);
        return new FileContent(new FileEntry(path, mode, found.id, bytes.length), bytes);
    }

    /** Reads all {@code paths} in the order of their directories, so that each tree is opened once. */
    BatchResult readAll(AnyObjectId root, List<GitPath> paths, BrowseLimits limits) throws IOException {
        if (paths.size() > limits.paths())
            return new Exceeded(Bound.PATHS);
        List<ReadResult> results = new ArrayList<>(Collections.nCopies(paths.size(), new Missing(GitPath.ROOT)));
        Integer[] order = new Integer[paths.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparing(i -> paths.get(i).raw(), Arrays::compareUnsigned));
        TreeStack trees = new TreeStack(reader, root);
        long left = limits.batchSize().bytes();
        for (int i : order) {
            ReadResult result = content(paths.get(i), trees.find(paths.get(i)), left);
            if (result instanceof Exceeded exceeded)
                return exceeded;
            if (result instanceof FileContent content)
                left -= content.bytes().length;
            results.set(i, result);
        }
        return new BatchResult.Batch(results);
    }

    static int endOfName(byte[] path, int start) {
        int end = start;
        while (end < path.length && path[end] != '/') {
            end++;
        }
        return end;
    }
}
