package io.memgit.core.repo;

import io.memgit.core.event.EventNumber;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The moment of a write.
 *
 * @param number
 *            the number of the write, which no other write to the repository has: that of its
 *            event, and one
 *            more for each write to hidden refs before it
 * @param millis
 *            its recorded time, in milliseconds since 1970
 * @param nanos
 *            when this process applied it, by a clock that only goes forward. It is no part of the
 *            state: it is not stored, and nothing that is applied depends on it
 */
record Stamp(EventNumber number, long millis, long nanos) {

    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(number.value());
        out.writeLong(millis);
    }

    static Stamp read(DataInputStream in, long nanos) throws IOException {
        return new Stamp(new EventNumber(in.readLong()), in.readLong(), nanos);
    }
}
