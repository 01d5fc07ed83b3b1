package io.memgit.core.search;

import io.memgit.core.pattern.Checkpoint;
import java.time.Duration;
import java.util.function.LongSupplier;

/** When a search ends, whether it is done or not. Shared by its threads. */
final class Deadline implements Checkpoint {

    private final LongSupplier nanoTime;
    private final long end;

    Deadline(LongSupplier nanoTime, Duration time) {
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + time.toNanos();
    }

    boolean isOver() {
        return leftNanos() <= 0;
    }

    long leftNanos() {
        return end - nanoTime.getAsLong();
    }

    @Override
    public void pass() {
        if (isOver())
            throw new OutOfTimeException();
    }
}
