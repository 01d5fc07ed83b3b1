package io.memgit.core.object;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a pack that comes in: written at the end by one thread, and read by others between
 * its
 * writes.
 */
interface GrowingBytes extends StoredBytes {

    /**
     * Reads once from {@code in}, as much as it has and fits.
     *
     * @return how many bytes came, or -1 at the end of {@code in}
     */
    int fill(InputStream in) throws IOException;

    /** Appends a byte. */
    void write(int b) throws IOException;

    /** Appends bytes. */
    void write(byte[] source, int offset, int length) throws IOException;

    /** Forgets all bytes from {@code end} on, which are a checksum's at the most. */
    void truncate(long end);

    /** Overwrites bytes that were written before. */
    void overwrite(long position, byte[] source) throws IOException;
}
