package io.memgit.cluster.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Walks over one segment of the log, in the form in which Ratis writes it:
 *
 * <pre>
 *   "RaftLog1"   then for each entry: size (varint)   entry (protobuf, see below)   CRC32C of both (4)
 *   then zeros up to the end of the file: room that was allocated in advance
 *
 *   entry: 1 term   2 index   3 what the ledger wrote: 1 its bytes, which begin with a {@link SyncedMark}, …
 * </pre>
 */
final class SegmentScan {

    static final int HEADER_BYTES = 8;

    private static final byte[] HEADER = "RaftLog1".getBytes(StandardCharsets.US_ASCII);
    private static final int CRC_BYTES = Integer.BYTES;
    private static final int SMALLEST_FRAME = 1 + 2 + CRC_BYTES;
    private static final int TERM_TAG = 1 << 3;
    private static final int INDEX_TAG = 2 << 3;
    private static final int LEDGER_TAG = 3 << 3 | 2;
    private static final int DATA_TAG = 1 << 3 | 2;
    /** An index further off than this from where it stands is chance. */
    private static final long PLAUSIBLE_STEP = 1 << 24;

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final CRC32C crc = new CRC32C();
    private final long start;
    private long next;
    private int end;

    /** Walks as far as entries are whole and follow each other. */
    SegmentScan(byte[] bytes, long start) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes);
        this.start = start;
        walkTo(Long.MAX_VALUE);
    }

    private void walkTo(long limit) {
        next = start;
        end = hasHeader() ? HEADER_BYTES : 0;
        if (end == 0)
            return;
        for (int size; next < limit && (size = frameAt(end, next, next)) > 0; next++)
            end += size;
    }

    /** Index that the entry after the last whole one has. */
    long next() {
        return next;
    }

    /** Bytes up to the end of the last whole entry. */
    int end() {
        return end;
    }

    boolean hasHeader() {
        return bytes.length >= HEADER_BYTES && Arrays.equals(bytes, 0, HEADER_BYTES, HEADER, 0, HEADER_BYTES);
    }

    /** Whether nothing but zeros follows the last whole entry, or a part of the header. */
    boolean isCleanBehind() {
        int from = end;
        if (end == 0) {
            while (from < Math.min(bytes.length, HEADER_BYTES) && bytes[from] == HEADER[from])
                from++;
        }
        return endOfTail(from) == from;
    }

    /** Where the zeros at the end of the file begin. */
    int endOfTail() {
        return endOfTail(end);
    }

    private int endOfTail(int from) {
        int tail = bytes.length;
        while (tail > from && bytes[tail - 1] == 0)
            tail--;
        return tail;
    }

    /**
     * Whether behind what is broken an entry is whole that was submitted when the broken one was
     * synced. Of
     * entries that are written together, any may be torn: the system writes their pages in no order.
     */
    boolean wasSyncedBeforeItBroke() {
        for (int at = end + 1; at <= bytes.length - SMALLEST_FRAME; at++) {
            if (bytes[at] != 0 && frameAt(at, next, next + PLAUSIBLE_STEP) > 0 && markAt(at) >= next)
                return true;
        }
        return false;
    }

    /**
     * Up to where the log was synced when the whole entry at {@code at} was submitted. What is not the
     * ledger's is written when a log is opened, and then all that is there is synced.
     */
    private long markAt(int at) {
        buffer.clear().position(at);
        varint();
        buffer.get();
        varint();
        if (buffer.get() == INDEX_TAG)
            varint();
        else
            buffer.position(buffer.position() - 1);
        if (buffer.get() != LEDGER_TAG || varint() <= 0 || buffer.get() != DATA_TAG)
            return Long.MAX_VALUE;
        int length = (int) varint();
        return SyncedMark.read(buffer, buffer.position(), length, Long.MAX_VALUE);
    }

    /** Where the entry of {@code index} begins, which is among the whole ones or the one after them. */
    int offsetOf(long index) {
        long wasNext = next;
        int wasEnd = end;
        walkTo(index);
        int offset = end;
        next = wasNext;
        end = wasEnd;
        return offset;
    }

    /** Hands over the whole entries from {@code first} to {@code last}, without size and checksum. */
    void forEach(long first, long last, LogScan.Reader reader) throws IOException {
        int at = HEADER_BYTES;
        for (long index = start; index < Math.min(next, last + 1); index++) {
            int size = frameAt(at, index, index);
            if (index >= first) {
                buffer.clear().position(at);
                int length = (int) varint();
                reader.entry(index, ByteBuffer.wrap(bytes, buffer.position(), length));
            }
            at += size;
        }
    }

    /** The size of the whole entry at {@code at} with an index in the range, or 0. */
    private int frameAt(int at, long lowest, long highest) {
        buffer.clear().position(at);
        long size = varint();
        int body = buffer.position();
        if (size < 2 || size > bytes.length - body - CRC_BYTES)
            return 0;
        long index = index(body + (int) size);
        if (index < lowest || index > highest)
            return 0;
        int length = body - at + (int) size;
        crc.reset();
        crc.update(bytes, at, length);
        return buffer.getInt(at + length) == (int) crc.getValue() ? length + CRC_BYTES : 0;
    }

    /** The index of the entry that ends at {@code limit}, or -1; index 0 is not written. */
    private long index(int limit) {
        if (buffer.get() != TERM_TAG || varint() < 0 || buffer.position() >= limit)
            return -1;
        if (buffer.get(buffer.position()) != INDEX_TAG)
            return 0;
        buffer.get();
        return varint();
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && buffer.hasRemaining(); shift += 7) {
            byte b = buffer.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0)
                return value;
        }
        return -1;
    }
}
