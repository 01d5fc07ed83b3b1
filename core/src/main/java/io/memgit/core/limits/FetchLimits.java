package io.memgit.core.limits;

import java.time.Duration;

/**
 * What one fetch may ask.
 *
 * @param requestSize
 *            the most bytes of wants, haves and other lines of one request, inflated
 * @param wants
 *            the most objects and refs that one request may ask for
 * @param time
 *            how long one request may take, from its first byte to the last of its answer
 */
public record FetchLimits(ByteCount requestSize, int wants, Duration time) {

    /**
     * @throws IllegalArgumentException
     *             when a limit is zero or negative
     */
    public FetchLimits {
        Limits.positive(requestSize, "requestSize");
        Limits.positive(wants, "wants");
        Limits.positive(time, "time");
    }

    /** What holds where nothing is configured. */
    public static FetchLimits defaults() {
        return new FetchLimits(ByteCount.megabytes(64), 1_000_000, Duration.ofHours(1));
    }
}
