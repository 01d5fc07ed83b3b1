package io.memgit.core.ref;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Sorted names in one array, so that a search among them waits for memory a few times and not
 * several times for every name it looks at. What all of them begin with is there once:
 *
 * <pre>
 *   ends  | prefix            | suffixes
 *   1 2 4 | refs/heads/topic- | a b ca          refs/heads/topic-a, …-b, …-ca
 * </pre>
 *
 * Names are keys: their UTF-16 units in one to three bytes each, as UTF-8 does it for all but
 * surrogates, which makes the order of the bytes that of {@link String#compareTo}. Never changed.
 */
final class PackedNames {

    static final PackedNames NONE = new PackedNames(new byte[0], 0, 0);

    private static final VarHandle ENDS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int END_BYTES = Short.BYTES;
    private static final int MAX_KEY_BYTES_PER_UNIT = 3;

    /** For each name two bytes with the end of its suffix, counted from the first; then the prefix. */
    private final byte[] packed;
    private final int count;
    private final int prefixLength;

    private PackedNames(byte[] packed, int count, int prefixLength) {
        this.packed = packed;
        this.count = count;
        this.prefixLength = prefixLength;
    }

    /** The key of a name, or of a part of one. */
    static byte[] key(String name) {
        byte[] key = new byte[name.length()];
        for (int i = 0; i < key.length; i++) {
            char c = name.charAt(i);
            if (c >= 0x80)
                return longKey(name);
            key[i] = (byte) c;
        }
        return key;
    }

    private static byte[] longKey(String name) {
        byte[] key = new byte[name.length() * MAX_KEY_BYTES_PER_UNIT];
        int length = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 0x80) {
                key[length++] = (byte) c;
            } else if (c < 0x800) {
                key[length++] = (byte) (0xc0 | c >> 6);
                key[length++] = (byte) (0x80 | (c & 0x3f));
            } else {
                key[length++] = (byte) (0xe0 | c >> 12);
                key[length++] = (byte) (0x80 | (c >> 6 & 0x3f));
                key[length++] = (byte) (0x80 | (c & 0x3f));
            }
        }
        return Arrays.copyOf(key, length);
    }

    /** The names with these keys, which are in order. */
    static PackedNames of(byte[][] keys) {
        if (keys.length == 0)
            return NONE;
        int prefix = common(keys[0], keys[keys.length - 1]);
        int length = keys.length * END_BYTES + prefix;
        for (byte[] key : keys)
            length += key.length - prefix;
        byte[] packed = new byte[length];
        int at = keys.length * END_BYTES;
        System.arraycopy(keys[0], 0, packed, at, prefix);
        at += prefix;
        int start = at;
        for (int i = 0; i < keys.length; i++) {
            System.arraycopy(keys[i], prefix, packed, at, keys[i].length - prefix);
            at += keys[i].length - prefix;
            setEnd(packed, i, at - start);
        }
        return new PackedNames(packed, keys.length, prefix);
    }

    int count() {
        return count;
    }

    byte[] get(int index) {
        int start = suffixStart(index);
        int length = suffixEnd(index) - start;
        byte[] key = new byte[prefixLength + length];
        System.arraycopy(packed, count * END_BYTES, key, 0, prefixLength);
        System.arraycopy(packed, start, key, prefixLength, length);
        return key;
    }

    /** The index of a name, or -1 - the index where it would be. */
    int search(byte[] key) {
        int toPrefix = compareToPrefix(key);
        if (toPrefix != 0)
            return toPrefix < 0 ? -1 : -1 - count;
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compareSuffix(middle, key);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1 - low;
    }

    /** Whether the name at {@code index} begins with {@code start}. */
    boolean startsWith(int index, byte[] start) {
        int inPrefix = Math.min(start.length, prefixLength);
        int prefixAt = count * END_BYTES;
        if (!Arrays.equals(packed, prefixAt, prefixAt + inPrefix, start, 0, inPrefix))
            return false;
        int suffixAt = suffixStart(index);
        int rest = start.length - inPrefix;
        return suffixEnd(index) - suffixAt >= rest
                && Arrays.equals(packed, suffixAt, suffixAt + rest, start, inPrefix, start.length);
    }

    /** These and one more, which belongs at {@code index}. */
    PackedNames with(int index, byte[] key) {
        if (count == 0 || compareToPrefix(key) != 0) {
            byte[][] keys = keys(count + 1);
            System.arraycopy(keys, index, keys, index + 1, count - index);
            keys[index] = key;
            return of(keys);
        }
        int more = key.length - prefixLength;
        byte[] wider = new byte[packed.length + END_BYTES + more];
        int start = index == 0 ? 0 : end(index - 1);
        System.arraycopy(packed, 0, wider, 0, index * END_BYTES);
        setEnd(wider, index, start + more);
        for (int i = index; i < count; i++)
            setEnd(wider, i + 1, end(i) + more);
        int head = prefixLength + start;
        int from = count * END_BYTES;
        int to = from + END_BYTES;
        System.arraycopy(packed, from, wider, to, head);
        System.arraycopy(key, prefixLength, wider, to + head, more);
        System.arraycopy(packed, from + head, wider, to + head + more, packed.length - from - head);
        return new PackedNames(wider, count + 1, prefixLength);
    }

    /** These without the one at {@code index}. */
    PackedNames without(int index) {
        if (count == 1)
            return NONE;
        int start = index == 0 ? 0 : end(index - 1);
        int less = end(index) - start;
        byte[] narrower = new byte[packed.length - END_BYTES - less];
        System.arraycopy(packed, 0, narrower, 0, index * END_BYTES);
        for (int i = index + 1; i < count; i++)
            setEnd(narrower, i - 1, end(i) - less);
        int head = prefixLength + start;
        int from = count * END_BYTES;
        int to = from - END_BYTES;
        System.arraycopy(packed, from, narrower, to, head);
        System.arraycopy(packed, from + head + less, narrower, to + head, narrower.length - to - head);
        return new PackedNames(narrower, count - 1, prefixLength);
    }

    /** These with another one at {@code index}, which belongs there. */
    PackedNames replaced(int index, byte[] key) {
        byte[][] keys = keys(count);
        keys[index] = key;
        return of(keys);
    }

    /** Those from {@code start} to before {@code end}. */
    PackedNames slice(int start, int end) {
        return of(Arrays.copyOfRange(keys(count), start, end));
    }

    /** These and, after them, others. */
    PackedNames followedBy(PackedNames others) {
        byte[][] keys = keys(count + others.count);
        System.arraycopy(others.keys(others.count), 0, keys, count, others.count);
        return of(keys);
    }

    /** All keys, and room for {@code length} of them. */
    private byte[][] keys(int length) {
        byte[][] keys = new byte[length][];
        for (int i = 0; i < count; i++)
            keys[i] = get(i);
        return keys;
    }

    /** 0 when the key begins with the prefix. */
    private int compareToPrefix(byte[] key) {
        int from = count * END_BYTES;
        return Arrays.compareUnsigned(key, 0, Math.min(key.length, prefixLength), packed, from, from + prefixLength);
    }

    // By hand: suffixes are short, and most differ in their first bytes.
    private int compareSuffix(int index, byte[] key) {
        int end = suffixEnd(index);
        int inKey = prefixLength;
        for (int at = suffixStart(index); at < end; at++, inKey++) {
            if (inKey == key.length)
                return 1;
            int difference = (packed[at] & 0xff) - (key[inKey] & 0xff);
            if (difference != 0)
                return difference;
        }
        return inKey - key.length;
    }

    private int suffixStart(int index) {
        int base = count * END_BYTES + prefixLength;
        return index == 0 ? base : base + end(index - 1);
    }

    private int suffixEnd(int index) {
        return count * END_BYTES + prefixLength + end(index);
    }

    private int end(int index) {
        return (short) ENDS.get(packed, index * END_BYTES) & 0xffff;
    }

    private static void setEnd(byte[] packed, int index, int end) {
        ENDS.set(packed, index * END_BYTES, (short) end);
    }

    private static int common(byte[] a, byte[] b) {
        int mismatch = Arrays.mismatch(a, b);
        return mismatch < 0 ? a.length : mismatch;
    }
}
