package io.memgit.core.commit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/** Spreads the names of one directory over a table, eight bytes at a time. */
final class NameHash {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    // Secret, so that nobody can push a directory whose names all fall on one place.
    private static final long SPREAD = new SecureRandom().nextLong() | 1;

    private NameHash() {}

    /** The hash of the bytes from {@code start} to before {@code end}; all of its bits are spread. */
    static int of(byte[] bytes, int start, int end) {
        long hash = (long) end - start;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES)
            hash = mixed(hash ^ (long) LONGS.get(bytes, at));
        long rest = 0;
        for (; at < end; at++)
            rest = rest << Byte.SIZE | (bytes[at] & 0xff);
        return (int) mixed(hash ^ rest);
    }

    private static long mixed(long value) {
        long product = value * SPREAD;
        return product ^ product >>> Integer.SIZE;
    }
}
