package io.memgit.core.limits;

import java.time.Duration;

/**
 * How much is remembered of what happened in one repository. Whatever is met first counts; the
 * oldest events go first.
 *
 * @param age
 *            how long an event is kept
 * @param records
 *            the most events
 * @param size
 *            the most bytes of events; the newest one is kept even if it is larger
 */
public record HistoryLimits(Duration age, int records, ByteCount size) {

    /**
     * @throws IllegalArgumentException
     *             when a limit is zero or negative
     */
    public HistoryLimits {
        Limits.positive(age, "age");
        Limits.positive(records, "records");
        Limits.positive(size, "size");
    }

    /** What holds where nothing is configured. */
    public static HistoryLimits defaults() {
        return new HistoryLimits(Duration.ofDays(7), 100_000, ByteCount.megabytes(64));
    }
}
