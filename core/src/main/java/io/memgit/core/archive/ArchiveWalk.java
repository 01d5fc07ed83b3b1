package io.memgit.core.archive;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Goes through what an archive holds, in the order of trees, and with the prefix before each path.
 *
 * <p>
 * As in {@code git archive}, a directory waits for the first thing in it that is none: one that
 * holds nothing but directories that are left out is left out too.
 */
final class ArchiveWalk {

    private final ObjectReader reader;
    private final ArchiveQuery query;
    private final ArchiveMeter meter;
    private final ArchiveEntries entries;
    private final ExportRules rules;
    private final byte[] prefix;
    private final byte[] wanted;
    private final Deque<byte[]> waiting = new ArrayDeque<>();

    ArchiveWalk(ObjectReader reader, ArchiveQuery query, ArchiveMeter meter, ArchiveEntries entries) {
        this.reader = reader;
        this.query = query;
        this.meter = meter;
        this.entries = entries;
        this.rules = new ExportRules(reader, meter);
        this.prefix = query.prefix().bytes();
        this.wanted = query.path().bytes();
    }

    void run() throws IOException {
        if (query.prefix().isDirectory()) {
            meter.path(prefix.length);
            entries.directory(Arrays.copyOf(prefix, prefix.length - 1));
        }
        directory(query.tree(), new byte[0], 0);
    }

    private void directory(AnyObjectId id, byte[] path, int depth) throws IOException {
        meter.depth(depth);
        // The empty tree need not be stored.
        if (id.equals(Constants.EMPTY_TREE_ID))
            return;
        CanonicalTreeParser tree = new CanonicalTreeParser(path, reader, id);
        readRules(tree, path, depth);
        for (; !tree.eof(); tree.next(1)) {
            meter.pass();
            entry(tree, Arrays.copyOf(tree.getEntryPathBuffer(), tree.getEntryPathLength()), depth);
        }
        rules.leave(depth);
    }

    private void readRules(CanonicalTreeParser tree, byte[] path, int depth) throws IOException {
        if (tree.findFile(Constants.DOT_GIT_ATTRIBUTES) && FileMode.REGULAR_FILE.equals(tree.getEntryRawMode() & ~0111))
            rules.enter(depth, path.length == 0 ? 0 : path.length + 1, tree.getEntryObjectId());
        tree.reset();
    }

    private void entry(CanonicalTreeParser tree, byte[] path, int depth) throws IOException {
        int mode = tree.getEntryRawMode();
        boolean directory = FileMode.TREE.equals(mode);
        if (!isWanted(path) && !(directory && isAboveWanted(path)))
            return;
        byte[] full = withPrefix(path);
        meter.path(full.length);
        if (directory) {
            if (!rules.isIgnored(path, true))
                descend(tree.getEntryObjectId(), path, full, depth);
            return;
        }
        tellWaiting();
        boolean submodule = FileMode.GITLINK.equals(mode);
        if (rules.isIgnored(path, submodule))
            return;
        if (submodule)
            entries.directory(full);
        else if (FileMode.SYMLINK.equals(mode))
            entries.link(full, tree.getEntryObjectId());
        else
            entries.file(full, (mode & 0100) != 0, tree.getEntryObjectId());
    }

    private void descend(ObjectId id, byte[] path, byte[] full, int depth) throws IOException {
        int before = waiting.size();
        waiting.addLast(full);
        directory(id, path, depth + 1);
        if (waiting.size() > before)
            waiting.removeLast();
    }

    private void tellWaiting() throws IOException {
        while (!waiting.isEmpty())
            entries.directory(waiting.removeFirst());
    }

    private byte[] withPrefix(byte[] path) {
        if (prefix.length == 0)
            return path;
        byte[] full = Arrays.copyOf(prefix, prefix.length + path.length);
        System.arraycopy(path, 0, full, prefix.length, path.length);
        return full;
    }

    private boolean isWanted(byte[] path) {
        return wanted.length == 0 || isAtOrBelow(path, wanted);
    }

    private boolean isAboveWanted(byte[] path) {
        return isAtOrBelow(wanted, path);
    }

    private static boolean isAtOrBelow(byte[] path, byte[] other) {
        return path.length >= other.length && Arrays.equals(path, 0, other.length, other, 0, other.length)
                && (path.length == other.length || path[other.length] == '/');
    }
}
