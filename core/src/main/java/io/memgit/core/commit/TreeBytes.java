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

    /** Five digits, a space, a name of one byte, NUL and an id. */
    static final int LEAST_ENTRY_BYTES = 5 + 1 + 1 + 1 + Constants.OBJECT_ID_LENGTH;

    private static final byte DIRECTORY_DIGIT = '4';
    private static final int FILE_MODE_DIGITS = 6;

    final byte[] buffer;
    final int start;
    final int end;

    TreeBytes(ObjectView tree) {
        this(tree.buffer(), tree.offset(), tree.offset() + tree.length());
    }

    TreeBytes(byte[] buffer, int start, int end) {
        this.buffer = buffer;
        this.start = start;
        this.end = end;
    }

    /** Where the entry begins that has the name from {@code from} to before {@code to}, or -1. */
    int find(byte[] path, int from, int to) {
        int entry = start;
        while (entry < end) {
            int nul = nameOf(entry);
            int i = from;
            while (i < to && buffer[nul] == path[i]) {
                nul++;
                i++;
            }
            if (i == to && buffer[nul] == 0)
                return entry;
            while (buffer[nul] != 0)
                nul++;
            entry = nul + 1 + Constants.OBJECT_ID_LENGTH;
        }
        return -1;
    }

    /** Where the name of the entry that begins at {@code entry} begins. */
    int nameOf(int entry) {
        // Never inside the name: an entry is at least one byte longer than what is skipped.
        int at = buffer[entry] == DIRECTORY_DIGIT ? entry : entry + FILE_MODE_DIGITS - 1;
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
     * Where an entry belongs that is not here.
     *
     * @param from
     *            an entry, or the end, that it does not belong before
     * @param directory
     *            whether it is a directory's
     */
    int placeFrom(int from, Slot slot, boolean directory) {
        int entry = from;
        while (entry < end && compare(entry, slot, directory) < 0)
            entry = next(entry);
        return entry;
    }

    private int compare(int entry, Slot slot, boolean directory) {
        int at = nameOf(entry);
        int i = slot.start;
        while (i < slot.end && buffer[at] == slot.path[i]) {
            at++;
            i++;
        }
        int here = buffer[at] == 0 ? isDirectory(entry) ? '/' : 0 : buffer[at] & 0xff;
        int there = i == slot.end ? directory ? '/' : 0 : slot.path[i] & 0xff;
        return here - there;
    }
}
