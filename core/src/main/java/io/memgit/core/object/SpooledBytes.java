package io.memgit.core.object;

import io.memgit.core.file.BlockSums;
import io.memgit.core.file.NewFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A pack that comes in for a repository on disk: what came first lies in a file already, the last
 * megabytes are in memory.
 *
 * <pre>
 *   | window 0, mapped | window 1, mapped | ... | tail in memory, at most a window and a bit |
 * </pre>
 *
 * A pack that never fills a window touches the disk when it is kept, and otherwise not at all.
 */
final class SpooledBytes extends OutputStream implements GrowingBytes {

    /** The length of what is mapped at once, in bytes. */
    static final int WINDOW_BYTES = 8 << 20;

    /** Stays in memory so that a checksum at the end can be taken back. */
    private static final int SLACK_BYTES = 4 << 10;
    private static final int STEP_BYTES = 64 << 10;

    /** Makes the file when it is needed. */
    interface Opening {
        NewFile open() throws IOException;
    }

    private final Opening opening;
    private final List<MemorySegment> windows = new ArrayList<>();
    private ChunkedBytes tail = new ChunkedBytes();
    private @Nullable NewFile file;

    SpooledBytes(Opening opening) {
        this.opening = opening;
    }

    @Override
    public long size() {
        return tailStart() + tail.size();
    }

    @Override
    public long memoryBytes() {
        return tail.memoryBytes();
    }

    @Override
    public void write(int b) throws IOException {
        tail.write(b);
        spool();
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        tail.write(source, offset, length);
        spool();
    }

    @Override
    public int fill(InputStream in) throws IOException {
        int got = tail.fill(in);
        spool();
        return got;
    }

    @Override
    public void truncate(long end) {
        tail.truncate(end - tailStart());
    }

    @Override
    public void overwrite(long position, byte[] source) throws IOException {
        if (position >= tailStart())
            tail.overwrite(position - tailStart(), source);
        else
            opened().overwrite(position, source);
    }

    /** Writes the rest to the file, which has everything then, and gives its checksums. */
    BlockSums complete() throws IOException {
        NewFile to = opened();
        tail.writeTo(0, tail.size(), to);
        BlockSums.Builder sums = new BlockSums.Builder();
        forEach(0, size(), sums::add);
        return sums.build();
    }

    @Override
    public int byteAt(long position) {
        return position >= tailStart()
                ? tail.byteAt(position - tailStart())
                : windowAt(position).get(ValueLayout.JAVA_BYTE, position % WINDOW_BYTES) & 0xff;
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) {
        return read(position, ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public int read(long position, ByteBuffer target) {
        int wanted = (int) Math.min(target.remaining(), Math.max(0, size() - position));
        long end = position + wanted;
        for (long at = position; at < end;) {
            if (at >= tailStart()) {
                at += tail.read(at - tailStart(), target);
                continue;
            }
            int from = (int) (at % WINDOW_BYTES);
            int part = (int) Math.min(end - at, WINDOW_BYTES - from);
            MemorySegment.copy(windowAt(at), from, MemorySegment.ofBuffer(target), 0, part);
            target.position(target.position() + part);
            at += part;
        }
        return wanted;
    }

    @Override
    public long feed(Inflater inflater, long position, byte[] buffer) throws DataFormatException {
        if (position >= tailStart())
            return tailStart() + tail.feed(inflater, position - tailStart(), buffer);
        int got = read(position, buffer, 0, (int) Math.min(buffer.length, tailStart() - position));
        inflater.setInput(buffer, 0, got);
        return position + got;
    }

    @Override
    public void forEach(long from, long to, Sink sink) {
        byte[] step = new byte[(int) Math.min(STEP_BYTES, Math.max(0, to - from))];
        long at = from;
        while (at < Math.min(to, tailStart())) {
            int got = read(at, step, 0, (int) Math.min(step.length, Math.min(to, tailStart()) - at));
            sink.accept(step, 0, got);
            at += got;
        }
        if (at < to)
            tail.forEach(at - tailStart(), to - tailStart(), sink);
    }

    private void spool() throws IOException {
        while (tail.size() >= WINDOW_BYTES + SLACK_BYTES) {
            NewFile to = opened();
            ChunkedBytes rest = new ChunkedBytes();
            tail.writeTo(0, WINDOW_BYTES, to);
            tail.writeTo(WINDOW_BYTES, tail.size(), rest);
            to.flush();
            windows.add(to.map(tailStart(), WINDOW_BYTES));
            tail = rest;
        }
    }

    private NewFile opened() throws IOException {
        NewFile now = file;
        if (now == null) {
            now = opening.open();
            file = now;
        }
        return now;
    }

    private long tailStart() {
        return (long) windows.size() * WINDOW_BYTES;
    }

    private MemorySegment windowAt(long position) {
        return windows.get((int) (position / WINDOW_BYTES));
    }
}
