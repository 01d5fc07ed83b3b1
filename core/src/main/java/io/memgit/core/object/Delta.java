package io.memgit.core.object;

import org.eclipse.jgit.errors.CorruptObjectException;

/**
 * A delta of a pack: the lengths of its base and its result, then instructions that copy from the
 * base
 * or insert what follows them (see git's {@code gitformat-pack}). Read with the distrust that bytes
 * from a client deserve: every length is checked before it is used.
 */
final class Delta {

    private static final int COPY = 0x80;
    private static final int NO_LENGTH_MEANS = 0x10000;

    private final byte[] bytes;
    private int at;

    private Delta(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The length of the result in bytes, as announced.
     *
     * @throws CorruptObjectException
     *             when there is none, or none that fits into a long
     */
    static long resultLength(byte[] delta) throws CorruptObjectException {
        Delta reading = new Delta(delta);
        reading.length();
        return reading.length();
    }

    /**
     * What the delta makes of {@code base}.
     *
     * @throws CorruptObjectException
     *             when it was made for another base or is damaged
     */
    static byte[] apply(byte[] base, byte[] delta) throws CorruptObjectException {
        Delta reading = new Delta(delta);
        if (reading.length() != base.length)
            throw new CorruptObjectException("a delta is for a base of another length");
        long length = reading.length();
        if (length > Integer.MAX_VALUE - 8)
            throw new CorruptObjectException("a delta announces a result of " + length + " bytes");
        return reading.applyTo(base, new byte[(int) length]);
    }

    private byte[] applyTo(byte[] base, byte[] result) throws CorruptObjectException {
        int made = 0;
        while (at < bytes.length) {
            int instruction = next();
            if ((instruction & COPY) != 0) {
                int offset = number(instruction, 4);
                int length = number(instruction >> 4, 3);
                if (length == 0)
                    length = NO_LENGTH_MEANS;
                if (offset < 0 || length > base.length - offset || length > result.length - made)
                    throw new CorruptObjectException("a delta copies beyond an end");
                System.arraycopy(base, offset, result, made, length);
                made += length;
            } else {
                if (instruction == 0 || instruction > bytes.length - at || instruction > result.length - made)
                    throw new CorruptObjectException("a delta inserts beyond an end");
                System.arraycopy(bytes, at, result, made, instruction);
                at += instruction;
                made += instruction;
            }
        }
        if (made != result.length)
            throw new CorruptObjectException("a delta makes less than it announced");
        return result;
    }

    // One byte for each of the lowest bits that is set, the lowest first.
    private int number(int present, int bits) throws CorruptObjectException {
        int value = 0;
        for (int bit = 0; bit < bits; bit++) {
            if ((present & (1 << bit)) != 0)
                value |= next() << (8 * bit);
        }
        return value;
    }

    private long length() throws CorruptObjectException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int b = next();
            value |= (long) (b & 0x7f) << shift;
            if ((b & 0x80) == 0)
                return value;
        }
        throw new CorruptObjectException("a delta announces a length beyond measure");
    }

    private int next() throws CorruptObjectException {
        if (at == bytes.length)
            throw new CorruptObjectException("a delta ends early");
        return bytes[at++] & 0xff;
    }
}
