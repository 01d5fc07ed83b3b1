package io.memgit.core.event;

import io.memgit.core.limits.HistoryLimits;
import java.time.Duration;

/**
 * How much of a repository's history of events is kept.
 *
 * @param age
 *            records that were written longer ago than this are dropped
 * @param records
 *            how many are kept at the most
 * @param bytes
 *            how many bytes of records are kept at the most; the newest one is, however large
 */
public record HistoryRetention(Duration age, int records, long bytes) {

    /** Seven days, 100,000 records, 64 MB. */
    public static final HistoryRetention DEFAULT = of(HistoryLimits.defaults());

    /**
     * @throws IllegalArgumentException
     *             for a negative age, or less than one record or byte
     */
    public HistoryRetention {
        if (age.isNegative() || records < 1 || bytes < 1)
            throw new IllegalArgumentException(
                    "history retention of " + age + ", " + records + " records and " + bytes + " bytes");
    }

    /** As many bytes as by default. */
    public HistoryRetention(Duration age, int records) {
        this(age, records, HistoryLimits.defaults().size().bytes());
    }

    /** What the limits say. */
    public static HistoryRetention of(HistoryLimits limits) {
        return new HistoryRetention(limits.age(), limits.records(), limits.size().bytes());
    }
}
