package io.memgit.core.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The checksums of a file: CRC-32C of each {@value #BLOCK_BYTES} bytes, the last block shorter.
 *
 * @param length
 *            of the file, in bytes
 * @param sums
 *            one for each block; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BlockSums(long length, int[] sums) {

    /** The length of a block, in bytes. */
    public static final int BLOCK_BYTES = 64 << 10;

    /**
     * @throws IllegalArgumentException
     *             when there are more or fewer sums than blocks
     */
    public BlockSums {
        if (length < 0 || sums.length != blocks(length))
            throw new IllegalArgumentException(sums.length + " checksums of " + length + " bytes");
    }

    /** How many blocks a file of this length has. */
    public static int blocks(long length) {
        return Math.toIntExact((length + BLOCK_BYTES - 1) / BLOCK_BYTES);
    }

    /** The sums of all of {@code bytes}. */
    public static BlockSums of(byte[] bytes) {
        Builder builder = new Builder();
        builder.add(bytes, 0, bytes.length);
        return builder.build();
    }

    /** Takes the bytes of a file in their order. */
    public static final class Builder {

        private final CRC32C crc = new CRC32C();
        private int[] sums = new int[4];
        private long length;

        /** The next bytes of the file. */
        public void add(byte[] bytes, int offset, int count) {
            add(ByteBuffer.wrap(bytes, offset, count));
        }

        /** The next bytes of the file: all that remain. */
        public void add(ByteBuffer bytes) {
            int end = bytes.limit();
            while (bytes.position() < end) {
                int room = BLOCK_BYTES - (int) (length % BLOCK_BYTES);
                int part = Math.min(room, end - bytes.position());
                crc.update(bytes.limit(bytes.position() + part));
                bytes.limit(end);
                length += part;
                if (part == room)
                    endBlock();
            }
        }

        /** The sums of all that was added. Nothing is added after that. */
        public BlockSums build() {
            if (length % BLOCK_BYTES != 0)
                endBlock();
            return new BlockSums(length, Arrays.copyOf(sums, blocks(length)));
        }

        private void endBlock() {
            int block = blocks(length) - 1;
            if (block == sums.length)
                sums = Arrays.copyOf(sums, block * 2);
            sums[block] = (int) crc.getValue();
            crc.reset();
        }
    }
}
