package io.memgit.cluster.disk;

import io.memgit.core.file.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * How far a group has answered: a log that ends before this index has lost something.
 *
 * <p>
 * Written after the log is synced and before the answer goes out, and not synced itself. So it is
 * exact when the process is killed, since the page cache stays, and behind when the power fails;
 * never
 * ahead. Two slots are written in turn, so that a torn one leaves the other:
 *
 * <pre>
 *   0 magic (8)   16 slot: index (8), CRC32C of it (4)   32 slot
 * </pre>
 */
public final class HighWater implements Closeable {

    /** Nothing was answered yet. */
    public static final long NONE = -1;

    private static final long MAGIC = 0x4d4753594e433031L; // MGSYNC01
    private static final int BYTES = 48;
    private static final int FIRST_SLOT = 16;
    private static final int SLOT_BYTES = 16;
    private static final int SLOT_USED = Long.BYTES + Integer.BYTES;

    private final Disk.Output output;
    private final ByteBuffer slot = ByteBuffer.allocateDirect(SLOT_USED);
    private final CRC32C crc = new CRC32C();
    private long index;
    private int next;

    private HighWater(Disk.Output output, long index, int next) {
        this.output = output;
        this.index = index;
        this.next = next;
    }

    /** Makes the file, with {@link #NONE}. */
    static void create(Path file, Synced files) throws IOException {
        files.write(file, out -> {
            ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(0, MAGIC);
            for (int slot = 0; slot < 2; slot++)
                bytes.putLong(at(slot), NONE).putInt(at(slot) + Long.BYTES, checksum(new CRC32C(), NONE));
            out.write(bytes.array());
        });
    }

    /**
     * Reads the index and opens the file to be written.
     *
     * @throws DataDamagedException
     *             when no slot of it is whole
     */
    static HighWater open(Path file, Synced files) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length != BYTES || in.getLong(0) != MAGIC)
            throw new DataDamagedException(file, 0, "it does not say how far was answered");
        int newest = -1;
        for (int slot = 0; slot < 2; slot++) {
            if (isWhole(in, slot) && (newest < 0 || in.getLong(at(slot)) > in.getLong(at(newest))))
                newest = slot;
        }
        if (newest < 0)
            throw new DataDamagedException(file, FIRST_SLOT, "neither record has its checksum");
        return new HighWater(files.open(file, BYTES), in.getLong(at(newest)), 1 - newest);
    }

    /** The highest index that was answered, or {@link #NONE}. */
    public long index() {
        return index;
    }

    /** Every entry up to {@code index} is in the synced log. Called by one thread at a time. */
    public void raise(long index) throws IOException {
        if (index <= this.index)
            return;
        slot.clear().putLong(index).putInt(checksum(crc, index)).flip();
        output.overwrite(at(next), slot);
        next = 1 - next;
        this.index = index;
    }

    /** Syncs and closes the file. */
    @Override
    public void close() throws IOException {
        try (output) {
            output.sync();
        }
    }

    private static boolean isWhole(ByteBuffer in, int slot) {
        return in.getInt(at(slot) + Long.BYTES) == checksum(new CRC32C(), in.getLong(at(slot)));
    }

    private static int at(int slot) {
        return FIRST_SLOT + slot * SLOT_BYTES;
    }

    private static int checksum(CRC32C crc, long index) {
        crc.reset();
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE)
            crc.update((int) (index >>> shift) & 0xff);
        return (int) crc.getValue();
    }
}
