package io.memgit.core.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read where the page cache has it. It is mapped at the first read, and each block
 * is
 * compared with its checksum before anything of it is given out for the first time.
 *
 * <p>
 * Any number of threads read at once. Whatever is wrong with the file is an
 * {@link UncheckedIOException} that names it. Bytes are copied out before anybody works on them:
 * what
 * the disk cannot give shows in a copy as an exception, and in native code that reads the mapping
 * itself as the end of the process.
 */
public final class MappedFile {

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final ObjectFiles files;
    private final FileName name;
    private final BlockSums sums;
    // Written twice with the same value at worst.
    private final boolean[] verified;
    private volatile @Nullable MemorySegment mapped;

    MappedFile(ObjectFiles files, FileName name, BlockSums sums) {
        this.files = files;
        this.name = name;
        this.sums = sums;
        this.verified = new boolean[sums.sums().length];
    }

    public FileName name() {
        return name;
    }

    /** The length in bytes. */
    public long size() {
        return sums.length();
    }

    /** The byte at {@code position}, as 0 to 255. */
    public int byteAt(long position) {
        MemorySegment segment = verified(position, 1);
        try {
            return segment.get(ValueLayout.JAVA_BYTE, position) & 0xff;
        } catch (InternalError e) {
            throw unreadable(e);
        }
    }

    /** The number in the four bytes at {@code position}, the highest first. */
    public int intAt(long position) {
        MemorySegment segment = verified(position, Integer.BYTES);
        try {
            return segment.get(INT, position);
        } catch (InternalError e) {
            throw unreadable(e);
        }
    }

    /** The number in the eight bytes at {@code position}, the highest first. */
    public long longAt(long position) {
        MemorySegment segment = verified(position, Long.BYTES);
        try {
            return segment.get(LONG, position);
        } catch (InternalError e) {
            throw unreadable(e);
        }
    }

    /**
     * Copies bytes from {@code position} on; returns how many there were, at most {@code length}.
     */
    public int read(long position, byte[] target, int offset, int length) {
        int wanted = (int) Math.min(length, Math.max(0, size() - position));
        if (wanted == 0)
            return 0;
        MemorySegment segment = verified(position, wanted);
        try {
            MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, position, target, offset, wanted);
            return wanted;
        } catch (InternalError e) {
            throw unreadable(e);
        }
    }

    /**
     * Copies bytes from {@code position} on until {@code target} is full; returns how many there were.
     */
    public int read(long position, ByteBuffer target) {
        int wanted = (int) Math.min(target.remaining(), Math.max(0, size() - position));
        if (wanted == 0)
            return 0;
        MemorySegment segment = verified(position, wanted);
        try {
            MemorySegment.copy(segment, position, MemorySegment.ofBuffer(target), 0, wanted);
            target.position(target.position() + wanted);
            return wanted;
        } catch (InternalError e) {
            throw unreadable(e);
        }
    }

    /**
     * Maps the file now, so that it can be read even when it is deleted.
     *
     * @throws IOException
     *             when it is not there any more, or has another length
     */
    public void hold() throws IOException {
        if (mapped == null)
            mapped = files.map(name, size());
    }

    /** Lets the mapping go until the next read, when nobody reads. The file is there, and stays. */
    public void release() {
        mapped = null;
    }

    private MemorySegment verified(long position, int length) {
        MemorySegment segment = mapped;
        if (segment == null)
            segment = mapNow();
        int last = (int) ((position + length - 1) / BlockSums.BLOCK_BYTES);
        for (int block = (int) (position / BlockSums.BLOCK_BYTES); block <= last; block++) {
            if (!verified[block])
                verify(segment, block);
        }
        return segment;
    }

    private void verify(MemorySegment segment, int block) {
        long start = (long) block * BlockSums.BLOCK_BYTES;
        byte[] copy = new byte[(int) Math.min(BlockSums.BLOCK_BYTES, size() - start)];
        try {
            MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, start, copy, 0, copy.length);
        } catch (InternalError e) {
            throw unreadable(e);
        }
        CRC32C crc = new CRC32C();
        crc.update(copy);
        if ((int) crc.getValue() != sums.sums()[block])
            throw new UncheckedIOException(new DamagedFileException(files.path(name),
                    "the checksum of the %d bytes at %d is wrong".formatted(copy.length, start)));
        verified[block] = true;
    }

    private MemorySegment mapNow() {
        try {
            MemorySegment segment = files.map(name, size());
            mapped = segment;
            return segment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UncheckedIOException unreadable(InternalError e) {
        DamagedFileException damaged = new DamagedFileException(files.path(name), "the disk cannot read it");
        damaged.initCause(e);
        return new UncheckedIOException(damaged);
    }
}
