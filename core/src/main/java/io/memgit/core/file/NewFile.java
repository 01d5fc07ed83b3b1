package io.memgit.core.file;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** One of {@link NewFiles}, while it is written. */
public final class NewFile extends OutputStream {

    private static final int BUFFER_BYTES = 64 << 10;

    private final Disk.Output out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final BlockSums.Builder sums = new BlockSums.Builder();
    private int buffered;
    private long length;
    private boolean closed;

    NewFile(Disk.Output out) {
        this.out = out;
    }

    /** How many bytes were written. */
    public long length() {
        return length;
    }

    @Override
    public void write(int b) throws IOException {
        if (buffered == BUFFER_BYTES)
            flush();
        buffer[buffered++] = (byte) b;
        length++;
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        if (count > BUFFER_BYTES - buffered)
            flush();
        length += count;
        if (count > BUFFER_BYTES) {
            sums.add(source, offset, count);
            out.write(ByteBuffer.wrap(source, offset, count));
            return;
        }
        System.arraycopy(source, offset, buffer, buffered, count);
        buffered += count;
    }

    /** Gives all that was written to the disk, which does not make it last. */
    @Override
    public void flush() throws IOException {
        if (buffered == 0)
            return;
        sums.add(buffer, 0, buffered);
        out.write(ByteBuffer.wrap(buffer, 0, buffered));
        buffered = 0;
    }

    /**
     * Writes over what was written before and flushed. From then on {@link #sums} is wrong; whoever
     * does
     * this reads the file for them once more.
     */
    public void overwrite(long position, byte[] bytes) throws IOException {
        out.overwrite(position, ByteBuffer.wrap(bytes));
    }

    /** Bytes that were written and flushed, to be read as memory. */
    public MemorySegment map(long position, long count) throws IOException {
        return out.map(position, count);
    }

    /** The checksums of all that was written. Nothing is written after that. */
    public BlockSums sums() throws IOException {
        flush();
        return sums.build();
    }

    void syncAndClose() throws IOException {
        flush();
        out.sync();
        release();
    }

    /** Ends nothing but the writing; the file is synced, or dropped, together with the others. */
    @Override
    public void close() throws IOException {
        flush();
    }

    /** Closes the file; what was written stays. */
    private void release() throws IOException {
        if (!closed)
            out.close();
        closed = true;
    }

    /** Closes a file that is not to be. */
    void discard() throws IOException {
        if (!closed)
            out.discard();
        closed = true;
    }
}
