package io.memgit.core.search;

import io.memgit.core.browse.GitPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.MutableObjectId;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The files below a tree, in its order. Names and ids stay in the trees where they were found; a
 * file
 * takes twelve bytes here.
 */
final class FileList {

    /** A directory with its raw tree. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Directory(byte[] path, byte[] raw) {}

    private final List<Directory> directories = new ArrayList<>();
    private int[] directoryOf = new int[256];
    private int[] nameStart = new int[256];
    private int[] nameEnd = new int[256];
    private int size;
    private boolean complete = true;

    int size() {
        return size;
    }

    /** Whether all files are here that are meant. */
    boolean isComplete() {
        return complete;
    }

    void setIncomplete() {
        complete = false;
    }

    /**
     * Adds a directory.
     *
     * @param path
     *            with a slash at its end; empty for the root
     * @param raw
     *            the tree's bytes, and maybe others around them
     * @return the directory's number
     */
    int addDirectory(byte[] path, byte[] raw) {
        directories.add(new Directory(path, raw));
        return directories.size() - 1;
    }

    void add(int directory, int start, int end) {
        if (size == directoryOf.length) {
            directoryOf = Arrays.copyOf(directoryOf, size * 2);
            nameStart = Arrays.copyOf(nameStart, size * 2);
            nameEnd = Arrays.copyOf(nameEnd, size * 2);
        }
        directoryOf[size] = directory;
        nameStart[size] = start;
        nameEnd[size++] = end;
    }

    void copyId(int file, MutableObjectId to) {
        to.fromRaw(directories.get(directoryOf[file]).raw, nameEnd[file] + 1);
    }

    ObjectId id(int file) {
        return ObjectId.fromRaw(directories.get(directoryOf[file]).raw, nameEnd[file] + 1);
    }

    byte[] path(int file) {
        Directory directory = directories.get(directoryOf[file]);
        int length = nameEnd[file] - nameStart[file];
        byte[] path = Arrays.copyOf(directory.path, directory.path.length + length);
        System.arraycopy(directory.raw, nameStart[file], path, directory.path.length, length);
        return path;
    }

    GitPath gitPath(int file) {
        return GitPath.ofRaw(path(file));
    }

    /** The mode of a file, which stands before its name. */
    int mode(int file) {
        byte[] raw = directories.get(directoryOf[file]).raw;
        int mode = 0;
        int shift = 0;
        for (int at = nameStart[file] - 2; at >= 0 && raw[at] >= '0' && raw[at] <= '7' && shift < 18; at--) {
            mode |= (raw[at] - '0') << shift;
            shift += 3;
        }
        return mode;
    }
}
