package io.memgit.core.limits;

import java.time.Duration;

/**
 * Merges of two histories, whichever verb asks for them.
 *
 * @param files
 *            the most files and directories that differ between the base and either side (422)
 * @param fileSize
 *            the largest file that is merged by lines; a larger one is in conflict where both sides
 *            changed it
 * @param renameCandidates
 *            files are compared by content to find renames as long as the pairs are no more than
 *            the
 *            square of this
 * @param bases
 *            the most merge bases that are merged with each other (422)
 * @param time
 *            how long one merge may take (422)
 */
public record MergeLimits(int files, ByteCount fileSize, int renameCandidates, int bases, Duration time) {

    /**
     * @throws IllegalArgumentException
     *             when a limit is zero or negative
     */
    public MergeLimits {
        Limits.positive(files, "files");
        Limits.positive(fileSize, "fileSize");
        Limits.positive(renameCandidates, "renameCandidates");
        Limits.positive(bases, "bases");
        Limits.positive(time, "time");
    }

    /** What holds where nothing is configured. */
    public static MergeLimits defaults() {
        return new MergeLimits(1_000_000, ByteCount.megabytes(64), 7_000, 64, Duration.ofSeconds(10));
    }
}
