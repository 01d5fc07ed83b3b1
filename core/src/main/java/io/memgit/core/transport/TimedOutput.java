package io.memgit.core.transport;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An answer that may take so long. */
final class TimedOutput extends FilterOutputStream {

    private final Deadline deadline;
    private boolean empty = true;

    TimedOutput(OutputStream out, Deadline deadline) {
        super(out);
        this.deadline = deadline;
    }

    /** Whether nothing was answered yet. */
    boolean isEmpty() {
        return empty;
    }

    @Override
    public void write(int b) throws IOException {
        check();
        empty = false;
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        check();
        empty &= length == 0;
        out.write(bytes, offset, length);
    }

    private void check() throws IOException {
        if (deadline.isOver())
            throw new IOException("the answer took too long");
    }
}
