package io.memgit.core.browse;

import io.memgit.core.limits.BrowseLimits;
import io.memgit.core.limits.TreeLimits;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Counts what one walk has cost, and ends it at its limits. The time is asked for now and then: no
 * thread is interrupted.
 */
final class Meter {

    private static final int STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 64;

    private final LongSupplier nanoTime;
    private final long deadline;
    private long entriesLeft;
    private long commitsLeft;
    private int untilLook = STEPS_BETWEEN_LOOKS_AT_THE_CLOCK;

    Meter(BrowseLimits browse, TreeLimits trees, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        Duration time = browse.walkTime();
        this.deadline = nanoTime.getAsLong() + time.toNanos();
        this.entriesLeft = trees.walkEntries();
        this.commitsLeft = browse.walkCommits();
    }

    /** Counts one entry of a tree. */
    void entry() {
        if (--entriesLeft < 0)
            throw new BoundReached(Bound.WALK_ENTRIES);
        step();
    }

    /** Counts one commit. */
    void commit() {
        if (--commitsLeft < 0)
            throw new BoundReached(Bound.WALK_COMMITS);
        step();
    }

    /** Counts a little work. */
    void step() {
        if (--untilLook <= 0) {
            untilLook = STEPS_BETWEEN_LOOKS_AT_THE_CLOCK;
            checkTime();
        }
    }

    /** Looks at the clock. */
    void checkTime() {
        if (isOutOfTime())
            throw new BoundReached(Bound.WALK_TIME);
    }

    boolean isOutOfTime() {
        return nanoTime.getAsLong() - deadline > 0;
    }
}
