package io.memgit.server.git;

import io.memgit.server.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A request body whose problems are those of a stream: Git's answer has begun, and no other can be
 * given.
 */
final class ClientInput extends FilterInputStream {

    ClientInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (ProblemException e) {
            throw new IOException(e.problem().detail(), e);
        }
    }
}
