package io.memgit.cluster.disk;

import java.nio.ByteBuffer;

/**
 * The begin of what the ledger puts into its log for an entry: a byte that says what follows, and
 * up to
 * which entry the log was synced when this one was submitted. So a whole entry proves that those up
 * to
 * there were on disk once, and nothing of those that were written together with it.
 */
public final class SyncedMark {

    /** How many bytes it takes, after the byte that says what follows. */
    public static final int BYTES = Long.BYTES;

    /** Kinds from this one on have a mark. */
    private static final byte FIRST_MARKED = 3;

    private SyncedMark() {}

    /** Whether what begins with {@code kind} has a mark: older versions wrote none. */
    public static boolean isAfter(byte kind) {
        return kind >= FIRST_MARKED;
    }

    /** The mark of what begins at {@code at}, or {@code without} when it has none. */
    static long read(ByteBuffer in, int at, int length, long without) {
        return length > BYTES && isAfter(in.get(at)) ? in.getLong(at + 1) : without;
    }
}
