package io.memgit.core.object;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A file in memory: bytes in chunks of {@value #CHUNK_BYTES}, so that it can be longer than an
 * array
 * and is never moved while it grows. Written once by one thread from begin to end; read by any
 * number
 * of threads once it is complete and safely handed over.
 */
final class ChunkedBytes extends OutputStream {

    /** The length of every chunk but the last, in bytes. */
    static final int CHUNK_BYTES = 256 << 10;

    private static final int FIRST_BYTES = 4 << 10;

    private final List<byte[]> chunks = new ArrayList<>();
    private long size;

    /** How many bytes were written. */
    long size() {
        return size;
    }

    /** The memory that is taken, in bytes. */
    long memoryBytes() {
        return chunks.isEmpty() ? 0 : (chunks.size() - 1L) * CHUNK_BYTES + chunks.getLast().length;
    }

    @Override
    public void write(int b) {
        roomFor(1)[(int) (size % CHUNK_BYTES)] = (byte) b;
        size++;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        for (int done = 0; done < length;) {
            int at = (int) (size % CHUNK_BYTES);
            int part = Math.min(length - done, CHUNK_BYTES - at);
            System.arraycopy(source, offset + done, roomFor(part), at, part);
            size += part;
            done += part;
        }
    }

    /**
     * Reads once from {@code in}, as much as it has and the current chunk holds.
     *
     * @return how many bytes came, or -1 at the end of {@code in}
     */
    int fill(InputStream in) throws IOException {
        byte[] chunk = roomFor(1);
        int at = (int) (size % CHUNK_BYTES);
        int got = in.read(chunk, at, chunk.length - at);
        size += Math.max(0, got);
        return got;
    }

    /** Forgets all bytes from {@code end} on. */
    void truncate(long end) {
        Objects.checkIndex(end, size + 1);
        int needed = (int) ((end + CHUNK_BYTES - 1) / CHUNK_BYTES);
        while (chunks.size() > needed)
            chunks.removeLast();
        size = end;
    }

    /** Takes a range of bytes piece by piece. */
    interface Sink {

        void accept(byte[] buffer, int offset, int length);
    }

    /** Gives all bytes from {@code from} to before {@code to} to {@code sink}. */
    void forEach(long from, long to, Sink sink) {
        for (long position = from; position < to;) {
            int at = (int) (position % CHUNK_BYTES);
            int part = (int) Math.min(to - position, CHUNK_BYTES - at);
            sink.accept(chunkAt(position), at, part);
            position += part;
        }
    }

    /** Gives back what the last chunk does not need. Nothing is written after that. */
    ChunkedBytes complete() {
        int used = (int) (size - (chunks.size() - 1L) * CHUNK_BYTES);
        if (!chunks.isEmpty() && used < chunks.getLast().length)
            chunks.set(chunks.size() - 1, Arrays.copyOf(chunks.getLast(), used));
        return this;
    }

    /** Overwrites bytes that were written before. */
    void overwrite(long position, byte[] source) {
        Objects.checkFromIndexSize(position, source.length, size);
        for (int i = 0; i < source.length; i++)
            chunks.get((int) ((position + i) / CHUNK_BYTES))[(int) ((position + i) % CHUNK_BYTES)] = source[i];
    }

    /** Copies up to {@code length} bytes from {@code position} on; returns how many there were. */
    int read(long position, byte[] target, int offset, int length) {
        return read(position, ByteBuffer.wrap(target, offset, length));
    }

    /**
     * Copies bytes from {@code position} on until {@code target} is full; returns how many there were.
     */
    int read(long position, ByteBuffer target) {
        int wanted = (int) Math.min(target.remaining(), Math.max(0, size - position));
        for (int done = 0; done < wanted;) {
            int at = (int) ((position + done) % CHUNK_BYTES);
            int part = Math.min(wanted - done, CHUNK_BYTES - at);
            target.put(chunkAt(position + done), at, part);
            done += part;
        }
        return wanted;
    }

    /** The byte at {@code position}, as 0 to 255. */
    int byteAt(long position) {
        return chunkAt(position)[(int) (position % CHUNK_BYTES)] & 0xff;
    }

    /**
     * Inflates the zlib stream that begins at {@code position} and gives exactly {@code target}.
     *
     * @param inflater
     *            fresh or reset
     * @return the position behind the stream
     * @throws DataFormatException
     *             when the stream is damaged, or is shorter or longer than {@code target}
     */
    long inflate(long position, Inflater inflater, byte[] target) throws DataFormatException {
        long next = inflatePrefix(position, inflater, target);
        byte[] more = new byte[1];
        // The checksum of a stream may still be unread when its content is complete.
        while (!inflater.finished()) {
            if (inflater.needsInput())
                next = feed(inflater, next);
            if (inflater.inflate(more) > 0)
                throw new DataFormatException("more than %d bytes".formatted(target.length));
        }
        return next - inflater.getRemaining();
    }

    /** As {@link #inflate}, for the first bytes of a stream that goes on. */
    long inflatePrefix(long position, Inflater inflater, byte[] target) throws DataFormatException {
        long next = position;
        for (int done = 0; done < target.length;) {
            if (inflater.needsInput())
                next = feed(inflater, next);
            int got = inflater.inflate(target, done, target.length - done);
            done += got;
            if (got == 0 && !inflater.needsInput())
                throw new DataFormatException("%d bytes instead of %d".formatted(done, target.length));
        }
        return next;
    }

    /** Gives the bytes from {@code position} on to the inflater; returns the position behind them. */
    long feed(Inflater inflater, long position) throws DataFormatException {
        if (position >= size)
            throw new DataFormatException("ends after " + size + " bytes");
        int at = (int) (position % CHUNK_BYTES);
        int part = (int) Math.min(size - position, CHUNK_BYTES - at);
        inflater.setInput(chunkAt(position), at, part);
        return position + part;
    }

    /** All bytes from {@code position} on. */
    InputStream from(long position) {
        return new InputStream() {

            private long at = position;

            @Override
            public int read() {
                return at < size ? byteAt(at++) : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int got = ChunkedBytes.this.read(at, target, offset, length);
                at += got;
                return got == 0 && length > 0 ? -1 : got;
            }

            @Override
            public long skip(long count) {
                long skipped = Math.clamp(size - at, 0, Math.max(0, count));
                at += skipped;
                return skipped;
            }
        };
    }

    private byte[] chunkAt(long position) {
        return chunks.get((int) (position / CHUNK_BYTES));
    }

    // The chunk to write to, with room for this many bytes at the current end.
    private byte[] roomFor(int bytes) {
        int number = (int) (size / CHUNK_BYTES);
        int needed = (int) (size % CHUNK_BYTES) + bytes;
        if (number == chunks.size())
            chunks.add(new byte[number == 0 ? Math.max(FIRST_BYTES, ceiling(needed)) : CHUNK_BYTES]);
        else if (chunks.get(number).length < needed)
            chunks.set(number, Arrays.copyOf(chunks.get(number), ceiling(needed)));
        return chunks.get(number);
    }

    private static int ceiling(int bytes) {
        return bytes <= 1 ? 1 : Integer.highestOneBit(bytes - 1) << 1;
    }
}
