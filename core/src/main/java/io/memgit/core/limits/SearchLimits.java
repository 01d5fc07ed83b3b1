package io.memgit.core.limits;

import java.time.Duration;

/**
 * Searches.
 *
 * @param patternLength
 *            the longest text, expression or glob, in characters (422)
 * @param repetition
 *            the largest number in braces of an expression (422)
 * @param patternStates
 *            the most states that an expression may take when its repetitions are written out (422)
 * @param paths
 *            the most globs of one search (422)
 * @param context
 *            the most lines before or after a hit (422)
 * @param time
 *            how long one search may take; then it answers with what it has and says so
 * @param atOnce
 *            how many searches run at the same time; others wait, and are refused when their time
 *            is over (503)
 * @param fileSize
 *            larger files are left out, and the answer says so
 * @param lineSize
 *            how many bytes of one line are shown
 * @param answerSize
 *            how many bytes of lines one page shows, and places of matches in them; it ends early
 *            then
 * @param cacheSize
 *            how much of what packs hold is kept for the next search
 * @param indexSize
 *            how much memory the index of contents takes
 */
public record SearchLimits(int patternLength, int repetition, int patternStates, int paths, int context,
        Duration time, int atOnce, ByteCount fileSize, ByteCount lineSize, ByteCount answerSize, ByteCount cacheSize,
        ByteCount indexSize) {

    /**
     * @throws IllegalArgumentException
     *             when a limit is zero or negative
     */
    public SearchLimits {
        Limits.positive(patternLength, "patternLength");
        Limits.positive(repetition, "repetition");
        Limits.positive(patternStates, "patternStates");
        Limits.positive(paths, "paths");
        Limits.positive(context, "context");
        Limits.positive(time, "time");
        Limits.positive(atOnce, "atOnce");
        Limits.positive(fileSize, "fileSize");
        Limits.positive(lineSize, "lineSize");
        Limits.positive(answerSize, "answerSize");
        Limits.positive(cacheSize, "cacheSize");
        Limits.positive(indexSize, "indexSize");
    }

    /** What holds where nothing is configured. */
    public static SearchLimits defaults() {
        return new SearchLimits(256, 50, 10_000, 1_000, 100, Duration.ofSeconds(2), 16, ByteCount.megabytes(32),
                ByteCount.kilobytes(16), ByteCount.megabytes(8), ByteCount.megabytes(64), ByteCount.megabytes(64));
    }
}
