package io.memgit.core.object;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * An object id as two longs and an int, the form in which the hot tier compares and hashes ids. The
 * three are passed side by side: they stay in registers, where a record of them would be one more
 * allocation per lookup.
 */
final class IdWords {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int WORDS = Constants.OBJECT_ID_LENGTH / Integer.BYTES;

    // Secret, so that nobody can grind objects that all fall on one place of a table.
    private static final long SPREAD = new SecureRandom().nextLong() | 1;

    private IdWords() {}

    /** The id as five ints; the array does not outlive the caller, so the compiler removes it. */
    static int[] of(AnyObjectId id) {
        int[] words = new int[WORDS];
        id.copyRawTo(words, 0);
        return words;
    }

    static long high(int[] words) {
        return (long) words[0] << Integer.SIZE | (words[1] & 0xffffffffL);
    }

    static long middle(int[] words) {
        return (long) words[2] << Integer.SIZE | (words[3] & 0xffffffffL);
    }

    static int low(int[] words) {
        return words[4];
    }

    static boolean isAt(byte[] buffer, int position, long high, long middle, int low) {
        return high == (long) LONGS.get(buffer, position) && middle == (long) LONGS.get(buffer, position + 8)
                && low == (int) INTS.get(buffer, position + 16);
    }

    static void write(byte[] buffer, int position, long high, long middle, int low) {
        LONGS.set(buffer, position, high);
        LONGS.set(buffer, position + 8, middle);
        INTS.set(buffer, position + 16, low);
    }

    static long highAt(byte[] buffer, int position) {
        return (long) LONGS.get(buffer, position);
    }

    static ObjectId idAt(byte[] buffer, int position) {
        return ObjectId.fromRaw(buffer, position);
    }

    static int intAt(byte[] buffer, int position) {
        return (int) INTS.get(buffer, position);
    }

    static void writeInt(byte[] buffer, int position, int value) {
        INTS.set(buffer, position, value);
    }

    /** 64 bits of which the upper ones are evenly spread whatever ids are chosen. */
    static long hash(long high) {
        return high * SPREAD;
    }
}
