package io.memgit.core.commit;

import io.memgit.core.object.Quarantine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Serialises a tree as a copy of another one. What stays where it is in Git's order is written over
 * in the copy, in whatever order it comes; what is new, gone or moved is sorted, and merged into
 * the
 * runs between.
 *
 * <pre>
 *   base          100644 a #1   100644 b #2   100644 d #3
 *   b := #7       100644 a #1   100644 b #7   100644 d #3          written over
 *   d gone, c     100644 a #1   100644 b #7   100644 c #8          merged
 * </pre>
 */
final class TreeWriter {

    private static final byte[] EMPTY = {};

    private final @Nullable TreeBytes base;
    /** The copy, and after {@link #finish} the tree, which ends at {@link #length}. */
    private byte[] buffer;
    private int length;
    private final List<Change> changes = new ArrayList<>(0);

    /**
     * An entry that comes or goes.
     *
     * @param directory
     *            whether it has its place in the order as a directory
     * @param now
     *            what comes, or null for what goes
     */
    private record Change(Slot slot, boolean directory, @Nullable FileNode now) {

        static int treeOrder(Change a, Change b) {
            int common = Math.min(a.slot.length(), b.slot.length());
            int mismatch = Arrays.mismatch(a.slot.path, a.slot.start, a.slot.start + common, b.slot.path,
                    b.slot.start, b.slot.start + common);
            int at = mismatch < 0 ? common : mismatch;
            return a.byteAt(at) - b.byteAt(at);
        }

        private int byteAt(int at) {
            if (at < slot.length())
                return slot.path[slot.start + at] & 0xff;
            return directory ? '/' : 0;
        }
    }

    /**
     * @param base
     *            the tree to start from, null for an empty one
     */
    TreeWriter(@Nullable TreeBytes base) {
        this.base = base;
        this.buffer = base == null ? EMPTY : Arrays.copyOfRange(base.buffer, base.start, base.end);
        this.length = buffer.length;
    }

    /** Says what a name stands for now, a file or a tree, or with null that it stands for nothing. */
    void put(Slot slot, @Nullable FileNode now) {
        boolean wasDirectory = slot.was instanceof Directory;
        if (slot.was != null && now != null && wasDirectory == now.isDirectory()) {
            writeOver(slot.entry, now);
            return;
        }
        if (slot.was != null)
            changes.add(new Change(slot, wasDirectory, null));
        if (now != null)
            changes.add(new Change(slot, now.isDirectory(), now));
    }

    /** Merges what does not keep its place. */
    void finish() {
        if (changes.isEmpty())
            return;
        changes.sort(Change::treeOrder);
        TreeBytes old = new TreeBytes(buffer, 0, length);
        buffer = new byte[length + lengthOfNew()];
        length = 0;
        int copied = 0;
        for (Change change : changes) {
            Slot slot = change.slot;
            FileNode now = change.now;
            if (now == null) {
                int entry = placeInCopy(slot.entry);
                copy(old, copied, entry);
                copied = old.next(entry);
            } else {
                int place = old.placeFrom(copied, slot, now.isDirectory());
                copy(old, copied, place);
                copied = place;
                append(slot, now);
            }
        }
        copy(old, copied, old.end);
    }

    int length() {
        return length;
    }

    /** How many entries were written; at least as many, where it cannot be above any limit. */
    int entries() {
        int most = length / TreeBytes.LEAST_ENTRY_BYTES;
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

    /** Hands the tree over; this writer is of no more use. */
    ObjectId insertInto(Quarantine objects) {
        return length == buffer.length
                ? objects.insert(Constants.OBJ_TREE, buffer)
                : objects.insert(Constants.OBJ_TREE, buffer, 0, length);
    }

    private void writeOver(int entry, FileNode now) {
        int at = placeInCopy(entry);
        int nameAt = writeMode(now.mode(), at) + 1;
        while (buffer[nameAt] != 0)
            nameAt++;
        now.id().copyRawTo(buffer, nameAt + 1);
    }

    private int placeInCopy(int entry) {
        if (base == null)
            throw new IllegalStateException("nothing to change");
        return entry - base.start;
    }

    private int lengthOfNew() {
        int sum = 0;
        for (Change change : changes) {
            if (change.now != null)
                sum += digits(change.now.mode()) + 1 + change.slot.length() + 1 + Constants.OBJECT_ID_LENGTH;
        }
        return sum;
    }

    private void copy(TreeBytes old, int from, int to) {
        System.arraycopy(old.buffer, from, buffer, length, to - from);
        length += to - from;
    }

    private void append(Slot slot, FileNode now) {
        length = writeMode(now.mode(), length);
        buffer[length++] = ' ';
        System.arraycopy(slot.path, slot.start, buffer, length, slot.length());
        length += slot.length();
        buffer[length++] = 0;
        now.id().copyRawTo(buffer, length);
        length += Constants.OBJECT_ID_LENGTH;
    }

    private int writeMode(int mode, int start) {
        int at = start + digits(mode);
        int end = at;
        for (int rest = mode; at > start; rest /= 10)
            buffer[--at] = (byte) ('0' + rest % 10);
        return end;
    }

    /** Five for a directory, six for everything else. */
    private static int digits(int mode) {
        return mode >= 100_000 ? 6 : 5;
    }
}
