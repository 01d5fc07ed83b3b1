package io.memgit.core.search;

import io.memgit.core.pattern.PathFilter;
import java.io.IOException;
import java.util.Arrays;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** Lists the files below a tree that a filter lets through, up to the limits of walks. */
final class FileWalk {

    private static final int ENTRIES_BETWEEN_LOOKS = 1_024;
    private static final byte[] SPACE_FOR_NAMES = new byte[512];

    private final Contents contents;
    private final PathFilter filter;
    private final boolean withLinks;
    private final Deadline deadline;
    private final FileList files = new FileList();
    private int entriesLeft;
    /** The path of the entry that is looked at. */
    private byte[] path = SPACE_FOR_NAMES.clone();

    /**
     * @param withLinks
     *            whether symbolic links are listed
     * @param mostEntries
     *            how many entries are looked at
     */
    FileWalk(Contents contents, PathFilter filter, boolean withLinks, Deadline deadline, int mostEntries) {
        this.contents = contents;
        this.filter = filter;
        this.withLinks = withLinks;
        this.deadline = deadline;
        this.entriesLeft = mostEntries;
    }

    FileList list(ObjectId root) throws IOException {
        walk(root, 0);
        return files;
    }

    private void walk(ObjectId tree, int prefix) throws IOException {
        contents.readTree(tree);
        byte[] raw = contents.bytes();
        int end = contents.end();
        int directory = files.addDirectory(Arrays.copyOf(path, prefix), raw);
        for (int at = contents.start(); at < end;) {
            if (--entriesLeft < 0 || (entriesLeft % ENTRIES_BETWEEN_LOOKS == 0 && deadline.isOver())) {
                files.setIncomplete();
                return;
            }
            int mode = 0;
            while (at < end && raw[at] != ' ')
                mode = (mode << 3) + (raw[at++] - '0');
            int nameStart = ++at;
            while (at < end && raw[at] != 0)
                at++;
            int nameEnd = at;
            at += 1 + Constants.OBJECT_ID_LENGTH;
            if (at > end)
                throw new CorruptObjectException(tree, "a tree ends within an entry");
            visit(directory, mode, nameStart, nameEnd, prefix, raw);
            if (!files.isComplete())
                return;
        }
    }

    private void visit(int directory, int mode, int nameStart, int nameEnd, int prefix, byte[] raw)
            throws IOException {
        int type = mode & FileMode.TYPE_MASK;
        boolean isTree = type == FileMode.TYPE_TREE;
        if (!isTree && type != FileMode.TYPE_FILE && !(withLinks && type == FileMode.TYPE_SYMLINK))
            return;
        if (!isTree && filter.isAll()) {
            files.add(directory, nameStart, nameEnd);
            return;
        }
        int length = prefix + nameEnd - nameStart;
        if (length + 1 > path.length)
            path = Arrays.copyOf(path, Math.max(length + 1, path.length * 2));
        System.arraycopy(raw, nameStart, path, prefix, nameEnd - nameStart);
        if (!isTree) {
            if (filter.matches(path, length))
                files.add(directory, nameStart, nameEnd);
            return;
        }
        path[length] = '/';
        if (filter.mayMatchBelow(path, length + 1))
            walk(ObjectId.fromRaw(raw, nameEnd + 1), length + 1);
    }
}
