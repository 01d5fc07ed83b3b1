package io.memgit.core.object;

import java.nio.ByteBuffer;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;

/** Reads stored bytes the way JGit reads a file. */
final class MemoryChannel implements ReadableChannel {

    private final StoredBytes bytes;
    private long position;
    private boolean open = true;

    MemoryChannel(StoredBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer target) {
        int before = target.position();
        int got = bytes.read(position, target);
        position += got;
        return got == 0 && target.limit() > before ? -1 : got;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void position(long newPosition) {
        position = newPosition;
    }

    @Override
    public long size() {
        return bytes.size();
    }

    /** No alignment is better than another. */
    @Override
    public int blockSize() {
        return 0;
    }

    @Override
    public void setReadAheadBytes(int bytesAhead) {
        // All of it is in memory.
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
