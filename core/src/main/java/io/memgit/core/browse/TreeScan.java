package io.memgit.core.browse;

import java.io.IOException;
import java.util.Arrays;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.MutableObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * A cursor over the raw bytes of one tree, which are a row of entries
 * {@code <octal mode> <name>\0<20 bytes of id>}.
 *
 * <p>
 * It stands before the first entry until {@link #next} is called; every other method speaks of the
 * current entry.
 */
final class TreeScan {

    private final byte[] raw;
    private int position;
    private int mode;
    private int nameStart;
    private int nameEnd;

    TreeScan(byte[] raw) {
        this.raw = raw;
    }

    /** The tree {@code id}; the empty tree need not be stored. */
    static TreeScan of(ObjectReader reader, AnyObjectId id) throws IOException {
        return new TreeScan(load(reader, id));
    }

    static byte[] load(ObjectReader reader, AnyObjectId id) throws IOException {
        return id.equals(Constants.EMPTY_TREE_ID)
                ? new byte[0]
                : reader.open(id, Constants.OBJ_TREE).getCachedBytes(Integer.MAX_VALUE);
    }

    /** Steps to the next entry, if there is one. */
    boolean next() throws IOException {
        int at = position;
        if (at >= raw.length)
            return false;
        int bits = 0;
        while (at < raw.length && raw[at] != ' ') {
            bits = (bits << 3) + (raw[at++] - '0');
        }
        int name = ++at;
        while (at < raw.length && raw[at] != 0) {
            at++;
        }
        if (at + Constants.OBJECT_ID_LENGTH >= raw.length)
            throw new CorruptObjectException("a tree ends within an entry");
        mode = bits;
        nameStart = name;
        nameEnd = at;
        position = at + 1 + Constants.OBJECT_ID_LENGTH;
        return true;
    }

    /** Steps to the next entry named {@code path[start, end)}, if there is one. */
    boolean find(byte[] path, int start, int end) throws IOException {
        while (next()) {
            if (nameEnd - nameStart == end - start && Arrays.equals(raw, nameStart, nameEnd, path, start, end))
                return true;
        }
        return false;
    }

    int mode() {
        return mode;
    }

    byte[] raw() {
        return raw;
    }

    int nameStart() {
        return nameStart;
    }

    int nameEnd() {
        return nameEnd;
    }

    ObjectId id() {
        return ObjectId.fromRaw(raw, nameEnd + 1);
    }

    void copyId(MutableObjectId to) {
        to.fromRaw(raw, nameEnd + 1);
    }

    boolean hasSameId(TreeScan other) {
        return Arrays.equals(raw, nameEnd + 1, position, other.raw, other.nameEnd + 1, other.position);
    }

    /** The path of the current entry in the directory {@code parent}. */
    GitPath pathIn(GitPath parent) {
        return parent.child(raw, nameStart, nameEnd);
    }

    /** How many entries are left, without stepping. */
    int countRest() throws IOException {
        TreeScan rest = new TreeScan(raw);
        rest.position = position;
        int count = 0;
        while (rest.next()) {
            count++;
        }
        return count;
    }

    /** The order of the current entries' names as plain bytes. */
    int compareNames(TreeScan other) {
        return Arrays.compareUnsigned(raw, nameStart, nameEnd, other.raw, other.nameStart, other.nameEnd);
    }

    /** The order of the current entries in a tree: as if names of directories ended in a slash. */
    int compareEntries(TreeScan other) {
        int length = Math.min(nameEnd - nameStart, other.nameEnd - other.nameStart);
        int order = Arrays.compareUnsigned(raw, nameStart, nameStart + length, other.raw, other.nameStart,
                other.nameStart + length);
        return order != 0 ? order : byteAfter(length) - other.byteAfter(length);
    }

    private int byteAfter(int length) {
        if (nameStart + length < nameEnd)
            return raw[nameStart + length] & 0xff;
        return EntryMode.isDirectory(mode) ? '/' : 0;
    }
}
