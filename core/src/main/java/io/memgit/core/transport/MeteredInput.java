package io.memgit.core.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request that may have so many bytes and take so long. */
final class MeteredInput extends FilterInputStream {

    private static final int SKIP_BYTES = 16 << 10;

    private final long limit;
    private final Deadline deadline;
    private long count;

    MeteredInput(InputStream in, long limit, Deadline deadline) {
        super(in);
        this.limit = limit;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = in.read(bytes, offset, length);
        if (n > 0)
            count += n;
        if (count > limit)
            throw new PushRefusedException("the request is larger than " + limit + " bytes");
        if (deadline.isOver())
            throw new PushRefusedException("the request took too long");
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        if (n <= 0)
            return 0;
        byte[] away = new byte[(int) Math.min(n, SKIP_BYTES)];
        return Math.max(0, read(away, 0, away.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
