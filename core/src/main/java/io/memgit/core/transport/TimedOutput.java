package io.memgit.core.transport;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An answer that may take so long. */
final class TimedOutput extends FilterOutputStream {

    private final Deadline deadline;

    TimedOutput(OutputStream out, Deadline deadline) {
        super(out);
        this.deadline = deadline;
    }

    @Override
    public void write(int b) throws IOException {
        check();
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        check();
        out.write(bytes, offset, length);
    }

    private void check() throws IOException {
        if (deadline.isOver())
            throw new IOException("the answer took too long");
    }
}
