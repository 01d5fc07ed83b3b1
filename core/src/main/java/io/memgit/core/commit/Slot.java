package io.memgit.core.commit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A name in a directory that is being edited: what it was in the base, and what it stands for now.
 * The name is a part of the path by which it was looked up first, not a copy.
 */
final class Slot {

    final Directory directory;
    final byte[] path;
    final int start;
    final int end;
    final int hash;
    /** What the base has under this name: a file, a {@link Directory} or null. */
    final @Nullable Node was;
    /** Where the base has it, or -1. */
    final int entry;
    /** What there is now, or null for nothing. Changed by {@link Directory#put} alone. */
    @Nullable
    Node now;
    /** The one that was looked up after this. */
    @Nullable
    Slot next;

    Slot(Directory directory, byte[] path, int start, int end, int hash, @Nullable Node was, int entry) {
        this.directory = directory;
        this.path = path;
        this.start = start;
        this.end = end;
        this.hash = hash;
        this.was = was;
        this.entry = entry;
        this.now = was;
    }

    /** The length of the name in bytes. */
    int length() {
        return end - start;
    }

    boolean isNamed(byte[] otherPath, int otherStart, int otherEnd, int otherHash) {
        return hash == otherHash && Arrays.equals(path, start, end, otherPath, otherStart, otherEnd);
    }
}
