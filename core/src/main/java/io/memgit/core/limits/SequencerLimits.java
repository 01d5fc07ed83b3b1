package io.memgit.core.limits;

import java.time.Duration;

/**
 * Commits made out of commits: merge, cherry-pick, revert and rebase.
 *
 * @param commits
 *            the most commits that one request makes anew (422)
 * @param time
 *            how long one evaluation may take (422)
 * @param conflicts
 *            the most conflicts that wait to be resolved; the one that was not touched for longest
 *            goes
 * @param conflictsSize
 *            the most bytes that these conflicts take: what was asked for, and resolutions for the
 *            next ones
 * @param conflictTime
 *            how long a conflict waits
 */
public record SequencerLimits(int commits, Duration time, int conflicts, ByteCount conflictsSize,
        Duration conflictTime) {

    /**
     * @throws IllegalArgumentException
     *             when a limit is zero or negative
     */
    public SequencerLimits {
        Limits.positive(commits, "commits");
        Limits.positive(time, "time");
        Limits.positive(conflicts, "conflicts");
        Limits.positive(conflictsSize, "conflictsSize");
        Limits.positive(conflictTime, "conflictTime");
    }

    /** What holds where nothing is configured. */
    public static SequencerLimits defaults() {
        return new SequencerLimits(10_000, Duration.ofSeconds(20), 10_000, ByteCount.megabytes(64),
                Duration.ofHours(24));
    }
}
