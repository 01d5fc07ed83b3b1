package io.memgit.core.event;

import java.time.Duration;

/**
 * How much of a repository's history of events is kept.
 *
 * @param age
 *            records older than this are dropped
 * @param records
 *            how many are kept at the most
 */
public record HistoryRetention(Duration age, int records) {

    /** Seven days, 100,000 records. */
    public static final HistoryRetention DEFAULT = new HistoryRetention(Duration.ofDays(7), 100_000);

    /**
     * @throws IllegalArgumentException
     *             for a negative age or less than one record
     */
    public HistoryRetention {
        if (age.isNegative() || records < 1)
            throw new IllegalArgumentException("history retention of " + age + " and " + records + " records");
    }
}
