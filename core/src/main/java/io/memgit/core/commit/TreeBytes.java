package io.memgit.core.commit;

import io.memgit.core.object.ObjectView;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Reads a tree where it lies: entries {@code <octal mode> <name> NUL <20 byte id>} in Git's order,
 * in
 * which a directory's name counts as if it ended in a slash.
 */
final class TreeBytes {

    private static final byte DIRECTORY_DIGIT = '4';

    final byte[] buffer;
    final int start;
    final int end;

    TreeBytes(ObjectView tree) {
        this.buffer = tree.buffer();
        this.start = tree.offset();
        this.end = tree.offset() + tree.length();
    }

    /** Where the entry with this name begins, or -1. */
    int find(byte[] name) {
        int entry = start;
        while (entry < end) {
            int nameAt = nameOf(entry);
            int nul = nameAt;
            int i = 0;
            while (i < name.length && buffer[nul] == name[i]) {
                nul++;
                i++;
            }
            if (i == name.length && buffer[nul] == 0)
                return entry;
            while (buffer[nul] != 0)
                nul++;
            entry = nul + 1 + Constants.OBJECT_ID_LENGTH;
        }
        return -1;
    }

    /** Where the name of the entry that begins at {@code entry} begins. */
    int nameOf(int entry) {
        int at = entry;
        while (buffer[at] != ' ')
            at++;
        return at + 1;
    }

    /** Where the NUL after the name stands. */
    int nulOf(int entry) {
        int at = nameOf(entry);
        while (buffer[at] != 0)
            at++;
        return at;
    }

    /** Where the entry after this one begins. */
    int next(int entry) {
        return nulOf(entry) + 1 + Constants.OBJECT_ID_LENGTH;
    }

    ObjectId idOf(int entry) {
        return ObjectId.fromRaw(buffer, nulOf(entry) + 1);
    }

    boolean isDirectory(int entry) {
        return buffer[entry] == DIRECTORY_DIGIT;
    }

    /** The octal mode of an entry as a number of its digits: 40000, 100644, 100755, 120000, 160000. */
    int modeOf(int entry) {
        int mode = 0;
        for (int at = entry; buffer[at] != ' '; at++)
            mode = mode * 10 + (buffer[at] - '0');
        return mode;
    }

    /**
     * The order of an entry and a name in a tree.
     *
     * @param directory
     *            whether {@code name} is a directory's
     */
    int compare(int entry, byte[] name, boolean directory) {
        int at = nameOf(entry);
        int i = 0;
        while (i < name.length && buffer[at] == name[i]) {
            at++;
            i++;
        }
        int here = buffer[at] == 0 ? isDirectory(entry) ? '/' : 0 : buffer[at] & 0xff;
        int there = i == name.length ? directory ? '/' : 0 : name[i] & 0xff;
        return here - there;
    }
}
