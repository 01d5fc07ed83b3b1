package io.memgit.core.commit;

import java.util.Arrays;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Serialises a tree as a copy of another one with some entries put in, replaced and left out. Runs
 * of
 * unchanged entries are copied as they are.
 */
final class TreeWriter {

    private static final int[] NONE = {};
    private static final int MAX_MODE_DIGITS = 6;
    private static final int MEAN_NEW_ENTRY_BYTES = 64;
    private static final int LEAST_ENTRY_BYTES = 5 + 1 + 1 + 1 + Constants.OBJECT_ID_LENGTH;

    private final @Nullable TreeBytes base;
    private byte[] buffer;
    private int length;
    /** Up to where the base is in the buffer, or left out. */
    private int copied;
    private int[] dropped = NONE;

    /**
     * @param base
     *            the tree to start from, null for an empty one
     * @param changes
     *            how many entries are about to come
     */
    TreeWriter(@Nullable TreeBytes base, int changes) {
        this.base = base;
        this.buffer = new byte[(base == null ? 0 : base.end - base.start) + changes * MEAN_NEW_ENTRY_BYTES];
        this.copied = base == null ? 0 : base.start;
    }

    /**
     * Leaves out the entry that begins at this place of the base, in whatever order the others come.
     * Called before the first of those.
     */
    void dropInItsOldPlace(int entry) {
        dropped = Arrays.copyOf(dropped, dropped.length + 1);
        dropped[dropped.length - 1] = entry;
        Arrays.sort(dropped);
    }

    /**
     * Puts an entry in. Entries come in tree order.
     *
     * @param replaces
     *            where the entry begins in the base that it takes the place of, or -1
     */
    void entry(int replaces, int mode, byte[] name, ObjectId id, boolean directory) {
        if (replaces >= 0)
            drop(replaces);
        else
            copyUpTo(placeOf(name, directory));
        ensure(MAX_MODE_DIGITS + 2 + name.length + Constants.OBJECT_ID_LENGTH);
        writeMode(mode);
        buffer[length++] = ' ';
        System.arraycopy(name, 0, buffer, length, name.length);
        length += name.length;
        buffer[length++] = 0;
        id.copyRawTo(buffer, length);
        length += Constants.OBJECT_ID_LENGTH;
    }

    /** Leaves out the entry that begins at this place of the base; called in ascending order. */
    void drop(int entry) {
        TreeBytes tree = base;
        if (tree == null)
            throw new IllegalStateException("nothing to drop from");
        copyUpTo(entry);
        copied = tree.next(entry);
    }

    /** Copies what is left of the base. */
    void finish() {
        TreeBytes tree = base;
        if (tree != null)
            copyUpTo(tree.end);
    }

    byte[] buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    /** How many entries were written; at least as many, where it cannot be above any limit. */
    int entries() {
        int most = length / LEAST_ENTRY_BYTES;
        if (most < Short.MAX_VALUE)
            return most;
        int count = 0;
        for (int at = 0; at < length; at += 1 + Constants.OBJECT_ID_LENGTH) {
            while (buffer[at] != 0)
                at++;
            count++;
        }
        return count;
    }

    /** Where in the rest of the base an entry belongs that is not there. */
    private int placeOf(byte[] name, boolean directory) {
        TreeBytes tree = base;
        if (tree == null)
            return copied;
        int entry = copied;
        while (entry < tree.end && tree.compare(entry, name, directory) < 0)
            entry = tree.next(entry);
        return entry;
    }

    private void copyUpTo(int end) {
        TreeBytes tree = base;
        if (tree == null)
            return;
        for (int entry : dropped) {
            if (entry >= copied && entry < end) {
                copyRun(tree, entry);
                copied = tree.next(entry);
            }
        }
        if (end > copied)
            copyRun(tree, end);
        copied = Math.max(copied, end);
    }

    private void copyRun(TreeBytes tree, int end) {
        int run = end - copied;
        ensure(run);
        System.arraycopy(tree.buffer, copied, buffer, length, run);
        length += run;
    }

    private void ensure(int more) {
        if (length + more > buffer.length)
            buffer = Arrays.copyOf(buffer, Math.max(length + more, buffer.length * 2));
    }

    private void writeMode(int mode) {
        int power = mode >= 100_000 ? 100_000 : 10_000;
        for (; power > 0; power /= 10)
            buffer[length++] = (byte) ('0' + mode / power % 10);
    }
}
