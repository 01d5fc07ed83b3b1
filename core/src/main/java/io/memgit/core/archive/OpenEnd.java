package io.memgit.core.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A stream that stays open when an archive is closed, and that takes nothing any more once the
 * archive has failed: what is cut off must not look whole.
 */
final class OpenEnd extends FilterOutputStream {

    private boolean cut;

    OpenEnd(OutputStream out) {
        super(out);
    }

    void cut() {
        cut = true;
    }

    @Override
    public void write(int b) throws IOException {
        if (!cut)
            out.write(b);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        if (!cut)
            out.write(bytes, start, length);
    }

    @Override
    public void flush() throws IOException {
        if (!cut)
            out.flush();
    }

    @Override
    public void close() {
        // The one who gave the stream closes it.
    }
}
