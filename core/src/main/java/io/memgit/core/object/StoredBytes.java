package io.memgit.core.object;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The bytes of one of a pack's files, wherever they are: in {@link ChunkedBytes memory} or in a
 * {@link MappedBytes file}. Read by any number of threads at once.
 *
 * <p>
 * What is wrong with a file shows as an {@link java.io.UncheckedIOException} at the first read of
 * the
 * bytes it concerns.
 */
interface StoredBytes {

    /** How many bytes there are. */
    long size();

    /** The memory of this process that they take, in bytes. */
    long memoryBytes();

    /** The byte at {@code position}, as 0 to 255. */
    int byteAt(long position);

    /** The number in the four bytes at {@code position}, the highest first. */
    default int intAt(long position) {
        return byteAt(position) << 24 | byteAt(position + 1) << 16 | byteAt(position + 2) << 8 | byteAt(position + 3);
    }

    /** The number in the eight bytes at {@code position}, the highest first. */
    default long longAt(long position) {
        return (long) intAt(position) << Integer.SIZE | (intAt(position + Integer.BYTES) & 0xffffffffL);
    }

    /** Copies up to {@code length} bytes from {@code position} on; returns how many there were. */
    int read(long position, byte[] target, int offset, int length);

    /**
     * Copies bytes from {@code position} on until {@code target} is full; returns how many there were.
     */
    int read(long position, ByteBuffer target);

    /**
     * Gives bytes from {@code position} on to the inflater, which reads them before it is fed again.
     *
     * @param buffer
     *            for bytes that have to be copied first
     * @return the position behind them
     * @throws DataFormatException
     *             when there are none
     */
    long feed(Inflater inflater, long position, byte[] buffer) throws DataFormatException;

    /** Takes a range of bytes piece by piece. */
    interface Sink {

        void accept(byte[] buffer, int offset, int length);
    }

    /** Gives all bytes from {@code from} to before {@code to} to {@code sink}. */
    void forEach(long from, long to, Sink sink);

    /**
     * Inflates the zlib stream that begins at {@code position} and gives exactly {@code target}.
     *
     * @param inflater
     *            fresh or reset
     * @param buffer
     *            as for {@link #feed}
     * @return the position behind the stream
     * @throws DataFormatException
     *             when the stream is damaged, or is shorter or longer than {@code target}
     */
    default long inflate(long position, Inflater inflater, byte[] buffer, byte[] target) throws DataFormatException {
        long next = inflatePrefix(position, inflater, buffer, target);
        byte[] more = new byte[1];
        // The checksum of a stream may still be unread when its content is complete.
        while (!inflater.finished()) {
            if (inflater.needsInput())
                next = feed(inflater, next, buffer);
            if (inflater.inflate(more) > 0)
                throw new DataFormatException("more than %d bytes".formatted(target.length));
        }
        return next - inflater.getRemaining();
    }

    /** As {@link #inflate}, for the first bytes of a stream that goes on. */
    default long inflatePrefix(long position, Inflater inflater, byte[] buffer, byte[] target)
            throws DataFormatException {
        long next = position;
        for (int done = 0; done < target.length;) {
            if (inflater.needsInput())
                next = feed(inflater, next, buffer);
            int got = inflater.inflate(target, done, target.length - done);
            done += got;
            if (got == 0 && !inflater.needsInput())
                throw new DataFormatException("%d bytes instead of %d".formatted(done, target.length));
        }
        return next;
    }

    /** All bytes from {@code position} on. */
    default InputStream from(long position) {
        return new StoredStream(this, position);
    }
}
