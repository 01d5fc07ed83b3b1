package io.memgit.core.repo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/**
 * Something that ends when it has not been written to for a while.
 *
 * @param ttl
 *            for how long
 * @param written
 *            the last write to it
 */
record Lifetime(Ttl ttl, Stamp written) {

    Instant end() {
        return Instant.ofEpochMilli(written.millis() + ttl.millis());
    }

    Lifetime renewed(Stamp stamp) {
        return new Lifetime(ttl, stamp);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeInt((int) ttl.seconds());
        written.writeTo(out);
    }

    static Lifetime read(DataInputStream in, long nanos) throws IOException {
        return new Lifetime(new Ttl(in.readInt()), Stamp.read(in, nanos));
    }
}
