package io.memgit.core.object;

import java.io.InputStream;

/** Reads stored bytes from one position to their end. */
final class StoredStream extends InputStream {

    private final StoredBytes bytes;
    private long at;

    StoredStream(StoredBytes bytes, long position) {
        this.bytes = bytes;
        this.at = position;
    }

    @Override
    public int read() {
        return at < bytes.size() ? bytes.byteAt(at++) : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int got = bytes.read(at, target, offset, length);
        at += got;
        return got == 0 && length > 0 ? -1 : got;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.clamp(bytes.size() - at, 0, Math.max(0, count));
        at += skipped;
        return skipped;
    }
}
