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
final class ChunkedBytes extends OutputStream implements GrowingBytes {

    /** The length of every chunk but the last, in bytes. */
    static final int CHUNK_BYTES = 256 << 10;

    private static final int FIRST_BYTES = 4 << 10;

    private final List<byte[]> chunks = new ArrayList<>();
    private long size;

    @Override
    public long size() {
        return size;
    }

    @Override
    public long memoryBytes() {
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

    @Override
    public int fill(InputStream in) throws IOException {
        byte[] chunk = roomFor(1);
        int at = (int) (size % CHUNK_BYTES);
        int got = in.read(chunk, at, chunk.length - at);
        size += Math.max(0, got);
        return got;
    }

    @Override
    public void truncate(long end) {
        Objects.checkIndex(end, size + 1);
        int needed = (int) ((end + CHUNK_BYTES - 1) / CHUNK_BYTES);
        while (chunks.size() > needed)
            chunks.removeLast();
        size = end;
    }

    @Override
    public void forEach(long from, long to, Sink sink) {
        for (long position = from; position < to;) {
            int at = (int) (position % CHUNK_BYTES);
            int part = (int) Math.min(to - position, CHUNK_BYTES - at);
            sink.accept(chunkAt(position), at, part);
            position += part;
        }
    }

    /** Writes all bytes from {@code from} to before {@code to} to {@code out}. */
    void writeTo(long from, long to, OutputStream out) throws IOException {
        for (long position = from; position < to;) {
            int at = (int) (position % CHUNK_BYTES);
            int part = (int) Math.min(to - position, CHUNK_BYTES - at);
            out.write(chunkAt(position), at, part);
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

    @Override
    public void overwrite(long position, byte[] source) {
        Objects.checkFromIndexSize(position, source.length, size);
        for (int i = 0; i < source.length; i++)
            chunks.get((int) ((position + i) / CHUNK_BYTES))[(int) ((position + i) % CHUNK_BYTES)] = source[i];
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) {
        return read(position, ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public int read(long position, ByteBuffer target) {
        int wanted = (int) Math.min(target.remaining(), Math.max(0, size - position));
        for (int done = 0; done < wanted;) {
            int at = (int) ((position + done) % CHUNK_BYTES);
            int part = Math.min(wanted - done, CHUNK_BYTES - at);
            target.put(chunkAt(position + done), at, part);
            done += part;
        }
        return wanted;
    }

    @Override
    public int byteAt(long position) {
        return chunkAt(position)[(int) (position % CHUNK_BYTES)] & 0xff;
    }

    /** All bytes of a chunk at once, which are not copied. */
    @Override
    public long feed(Inflater inflater, long position, byte[] buffer) throws DataFormatException {
        if (position >= size)
            throw new DataFormatException("ends after " + size + " bytes");
        int at = (int) (position % CHUNK_BYTES);
        int part = (int) Math.min(size - position, CHUNK_BYTES - at);
        inflater.setInput(chunkAt(position), at, part);
        return position + part;
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
