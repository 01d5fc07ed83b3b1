package io.memgit.core.transport;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A moment by which something must have ended. Nothing is interrupted: whoever works looks at it
 * from time to time.
 */
final class Deadline {

    private final LongSupplier nanos;
    private final long atNanos;

    private Deadline(LongSupplier nanos, long atNanos) {
        this.nanos = nanos;
        this.atNanos = atNanos;
    }

    /**
     * @param nanos
     *            a clock that only goes forward, such as {@link System#nanoTime()}
     */
    static Deadline in(Duration time, LongSupplier nanos) {
        return new Deadline(nanos, nanos.getAsLong() + time.toNanos());
    }

    boolean isOver() {
        return leftNanos() <= 0;
    }

    /** What is left, in nanoseconds; not positive when it is over. */
    long leftNanos() {
        return atNanos - nanos.getAsLong();
    }
}
