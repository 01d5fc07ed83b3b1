package io.memgit.core.check;

import java.util.Arrays;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.NB;

/**
 * Object ids in the order in which they were first met, each with a number from 0 and eight flags.
 * Made for millions of them: five words each, and an index of open addressing.
 */
final class LinkTable {

    private static final int WORDS = Constants.OBJECT_ID_LENGTH / Integer.BYTES;

    private int[] words = new int[64 * WORDS];
    private byte[] flags = new byte[64];
    private int[] index = new int[128];
    private int count;

    /** How many ids there are. */
    int count() {
        return count;
    }

    /** The number of the id in {@code raw} at {@code offset}, which is added where it is new. */
    int add(byte[] raw, int offset) {
        return add(NB.decodeInt32(raw, offset), NB.decodeInt32(raw, offset + 4), NB.decodeInt32(raw, offset + 8),
                NB.decodeInt32(raw, offset + 12), NB.decodeInt32(raw, offset + 16));
    }

    /** The number of {@code id}, which is added where it is new. */
    int add(ObjectId id) {
        byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
        id.copyRawTo(raw, 0);
        return add(raw, 0);
    }

    ObjectId id(int number) {
        return ObjectId.fromRaw(words, number * WORDS);
    }

    int flags(int number) {
        return flags[number];
    }

    void addFlags(int number, int more) {
        flags[number] |= (byte) more;
    }

    private int add(int a, int b, int c, int d, int e) {
        int slot = a & (index.length - 1);
        while (index[slot] != 0) {
            int number = index[slot] - 1;
            int at = number * WORDS;
            if (words[at] == a && words[at + 1] == b && words[at + 2] == c && words[at + 3] == d && words[at + 4] == e)
                return number;
            slot = (slot + 1) & (index.length - 1);
        }
        if (count == flags.length)
            grow();
        int at = count * WORDS;
        words[at] = a;
        words[at + 1] = b;
        words[at + 2] = c;
        words[at + 3] = d;
        words[at + 4] = e;
        addToIndex(count);
        return count++;
    }

    private void grow() {
        words = Arrays.copyOf(words, words.length * 2);
        flags = Arrays.copyOf(flags, flags.length * 2);
        index = new int[index.length * 2];
        for (int number = 0; number < count; number++)
            addToIndex(number);
    }

    private void addToIndex(int number) {
        int slot = words[number * WORDS] & (index.length - 1);
        while (index[slot] != 0) {
            slot = (slot + 1) & (index.length - 1);
        }
        index[slot] = number + 1;
    }
}
