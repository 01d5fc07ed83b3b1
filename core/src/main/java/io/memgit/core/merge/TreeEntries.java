package io.memgit.core.merge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A cursor over the raw bytes of one tree, a row of entries
 * {@code <octal mode> <name>\0<20 bytes of
 * id>}. It stands before the first entry until {@link #next} is called.
 *
 * <p>
 * Names are text in which every byte is one character, so that any name can be a key, and sorts as
 * its bytes do.
 */
final class TreeEntries {

    private static final int DIRECTORY = 0040000;

    private final byte[] raw;
    private int start;
    private int position;
    private int mode;
    private int nameStart;
    private int nameEnd;

    TreeEntries(byte[] raw) {
        this.raw = raw;
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
        start = position;
        mode = bits;
        nameStart = name;
        nameEnd = at;
        position = at + 1 + Constants.OBJECT_ID_LENGTH;
        return true;
    }

    /**
     * Whether the next entry is, byte by byte, also the next one of two other trees; then all three
     * step
     * over it, and stand at no entry.
     */
    boolean skipSame(TreeEntries second, TreeEntries third) {
        int end = position;
        while (end < raw.length && raw[end] != 0) {
            end++;
        }
        end += 1 + Constants.OBJECT_ID_LENGTH;
        int length = end - position;
        if (end > raw.length || !second.hasNext(raw, position, length) || !third.hasNext(raw, position, length))
            return false;
        position = end;
        second.position += length;
        third.position += length;
        return true;
    }

    private boolean hasNext(byte[] other, int at, int length) {
        return position + length <= raw.length
                && Arrays.equals(raw, position, position + length, other, at, at + length);
    }

    /** Where the entry begins in {@link #raw}. */
    int start() {
        return start;
    }

    /** Where the entry after this one begins in {@link #raw}. */
    int end() {
        return position;
    }

    /** The hash that the name has as text. */
    int nameHash() {
        int hash = 0;
        for (int i = nameStart; i < nameEnd; i++) {
            hash = hash * 31 + (raw[i] & 0xff);
        }
        return hash;
    }

    int mode() {
        return mode;
    }

    boolean isDirectory() {
        return mode == DIRECTORY;
    }

    ObjectId id() {
        return ObjectId.fromRaw(raw, nameEnd + 1);
    }

    String name() {
        return new String(raw, nameStart, nameEnd - nameStart, StandardCharsets.ISO_8859_1);
    }

    Stage stage() {
        return new Stage(mode, id());
    }

    /** In the order of Git, in which a directory's name ends with a slash. */
    int compareTo(TreeEntries other) {
        int common = Math.min(nameEnd - nameStart, other.nameEnd - other.nameStart);
        int mismatch = Arrays.mismatch(raw, nameStart, nameStart + common, other.raw, other.nameStart,
                other.nameStart + common);
        int at = mismatch < 0 ? common : mismatch;
        return byteAt(at) - other.byteAt(at);
    }

    private int byteAt(int at) {
        if (nameStart + at < nameEnd)
            return raw[nameStart + at] & 0xff;
        return isDirectory() ? '/' : 0;
    }

    /** Whether both stand at the same kind of entry with the same content. */
    boolean isSame(TreeEntries other) {
        return mode == other.mode && Arrays.equals(raw, nameEnd + 1, position, other.raw, other.nameEnd + 1,
                other.position);
    }
}
