package io.memgit.core.limits;

import java.time.Duration;

/**
 * What one request may cost before its meaning is known.
 *
 * @param requestSize
 *            the largest request body, pushes and streamed commits aside (413)
 * @param headerSize
 *            the largest request line with all header fields (431)
 * @param jsonDepth
 *            how deeply JSON may be nested (400)
 * @param requestTime
 *            how long a request may take, streams and pushes aside (504)
 * @param bodyMemory
 *            how many bytes the bodies of requests may take in memory at a time, all of them
 *            together,
 *            and never more than a quarter of the heap (503)
 * @param pageSize
 *            the most items on one page of a list (400)
 * @param defaultPageSize
 *            items on a page whose size was not asked for
 * @param longDefaultPageSize
 *            the same for repositories, branches and tags
 * @param idempotencyKeys
 *            how many answers are kept to be replayed; the oldest go first
 * @param idempotencyBytes
 *            how many bytes of answers are kept to be replayed
 * @param idempotencyTime
 *            how long an answer is kept to be replayed
 */
public record HttpLimits(ByteCount requestSize, ByteCount headerSize, int jsonDepth, Duration requestTime,
        ByteCount bodyMemory, int pageSize, int defaultPageSize, int longDefaultPageSize, int idempotencyKeys,
        ByteCount idempotencyBytes,
        Duration idempotencyTime) {

    /**
     * @throws IllegalArgumentException
     *             when a limit is zero or negative
     */
    public HttpLimits {
        Limits.positive(requestSize, "requestSize");
        Limits.positive(headerSize, "headerSize");
        Limits.positive(jsonDepth, "jsonDepth");
        Limits.positive(requestTime, "requestTime");
        Limits.positive(bodyMemory, "bodyMemory");
        Limits.positive(pageSize, "pageSize");
        Limits.positive(defaultPageSize, "defaultPageSize");
        Limits.positive(longDefaultPageSize, "longDefaultPageSize");
        Limits.positive(idempotencyKeys, "idempotencyKeys");
        Limits.positive(idempotencyBytes, "idempotencyBytes");
        Limits.positive(idempotencyTime, "idempotencyTime");
    }

    /** What holds where nothing is configured. */
    public static HttpLimits defaults() {
        return new HttpLimits(ByteCount.megabytes(10), ByteCount.kilobytes(16), 64, Duration.ofSeconds(25),
                ByteCount.gigabytes(4), 1_000, 100, 1_000, 100_000, ByteCount.megabytes(64), Duration.ofHours(24));
    }
}
