package io.memgit.core.object;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.eclipse.jgit.lib.Constants;

/**
 * Writes the index of a received pack (version 2, see git's {@code gitformat-pack}) from the
 * columns
 * of its entries, without an object for each of them.
 */
final class PackIndexBytes {

    private static final int MAGIC = 0xff744f63;
    private static final int VERSION = 2;
    private static final int FANOUT = 256;
    private static final long MAX_SHORT_OFFSET = Integer.MAX_VALUE;

    private final PackEntries entries;
    private final int[] order;
    private final ChunkedBytes index = new ChunkedBytes();

    private PackIndexBytes(PackEntries entries) throws PackRefusedException {
        this.entries = entries;
        this.order = sorted(entries);
    }

    /**
     * Writes the index of a pack that has these entries.
     *
     * @param packChecksum
     *            the last 20 bytes of the pack
     * @throws PackRefusedException
     *             when an object is in the pack twice
     */
    static void write(PackEntries entries, byte[] packChecksum, OutputStream to) throws IOException {
        PackIndexBytes bytes = new PackIndexBytes(entries);
        bytes.write(packChecksum);
        bytes.index.writeTo(0, bytes.index.size(), to);
    }

    private void write(byte[] packChecksum) {
        writeInt(MAGIC);
        writeInt(VERSION);
        writeFanout();
        for (int i : order)
            index.write(entries.idBuffer(i), entries.idOffset(i), Constants.OBJECT_ID_LENGTH);
        for (int i : order)
            writeInt(entries.checksum(i));
        writeOffsets();
        index.write(packChecksum, 0, packChecksum.length);
        MessageDigest digest = Constants.newMessageDigest();
        index.forEach(0, index.size(), digest::update);
        byte[] checksum = digest.digest();
        index.write(checksum, 0, checksum.length);
    }

    private void writeFanout() {
        int at = 0;
        for (int first = 0; first < FANOUT; first++) {
            while (at < order.length && entries.idHigh(order[at]) >>> 56 == first)
                at++;
            writeInt(at);
        }
    }

    private void writeOffsets() {
        int far = 0;
        for (int i : order)
            writeInt(entries.offset(i) <= MAX_SHORT_OFFSET ? (int) entries.offset(i) : Integer.MIN_VALUE | far++);
        for (int i : order) {
            if (entries.offset(i) > MAX_SHORT_OFFSET) {
                writeInt((int) (entries.offset(i) >>> Integer.SIZE));
                writeInt((int) entries.offset(i));
            }
        }
    }

    private void writeInt(int value) {
        byte[] raw = {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
        index.write(raw, 0, raw.length);
    }

    // By the first four bytes of the id as one number with the entry, then the few equal ones by the
    // rest.
    private static int[] sorted(PackEntries entries) throws PackRefusedException {
        long[] keys = new long[entries.count()];
        for (int i = 0; i < keys.length; i++)
            keys[i] = ((entries.idHigh(i) & 0xffffffff00000000L) ^ Long.MIN_VALUE) | i;
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) keys[i];
            for (int at = i; at > 0; at--) {
                int compared = compare(entries, order[at - 1], order[at]);
                if (compared == 0)
                    throw new PackRefusedException("the pack has an object twice: "
                            + HexFormat.of()
                                    .formatHex(entries.idBuffer(order[at]), entries.idOffset(order[at]),
                                            entries.idOffset(order[at]) + Constants.OBJECT_ID_LENGTH));
                if (compared < 0)
                    break;
                int swapped = order[at];
                order[at] = order[at - 1];
                order[at - 1] = swapped;
            }
        }
        return order;
    }

    private static int compare(PackEntries entries, int left, int right) {
        int from = entries.idOffset(left);
        int other = entries.idOffset(right);
        return Arrays.compareUnsigned(entries.idBuffer(left), from, from + Constants.OBJECT_ID_LENGTH,
                entries.idBuffer(right), other, other + Constants.OBJECT_ID_LENGTH);
    }
}
