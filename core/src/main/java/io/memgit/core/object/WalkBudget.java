package io.memgit.core.object;

import io.memgit.core.limits.BrowseLimits;
import java.util.function.LongSupplier;

/**
 * How far walks may go: so many commits and trees, and so much time. Nothing is interrupted; a
 * reader that has a budget spends of it with every object that it opens. Used by one thread.
 */
public final class WalkBudget {

    private static final int OBJECTS_BETWEEN_LOOKS_AT_THE_CLOCK = 64;

    private final BrowseLimits limits;
    private final LongSupplier nanos;
    private final long endNanos;
    private long left;
    private int untilLook = OBJECTS_BETWEEN_LOOKS_AT_THE_CLOCK;

    /**
     * The time begins now.
     *
     * @param nanos
     *            a clock that only goes forward, such as {@link System#nanoTime()}
     */
    public WalkBudget(BrowseLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.endNanos = nanos.getAsLong() + limits.walkTime().toNanos();
        this.left = limits.walkCommits();
    }

    /**
     * One more object.
     *
     * @throws WalkLimitException
     *             when it is one too many, or the time is over
     */
    void spend() {
        if (--left < 0)
            throw new WalkLimitException("browse.walk_commits",
                    "more than " + limits.walkCommits() + " commits and trees would have to be walked through");
        if (--untilLook <= 0) {
            untilLook = OBJECTS_BETWEEN_LOOKS_AT_THE_CLOCK;
            check();
        }
    }

    /**
     * Looks at the clock.
     *
     * @throws WalkLimitException
     *             when the time is over
     */
    public void check() {
        if (nanos.getAsLong() - endNanos > 0)
            throw new WalkLimitException("browse.walk_time",
                    "it takes longer than " + limits.walkTime().toMillis() + " ms to walk through the history");
    }
}
