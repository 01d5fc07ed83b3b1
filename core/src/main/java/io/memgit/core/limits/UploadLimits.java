package io.memgit.core.limits;

import java.time.Duration;

/**
 * Blobs that are uploaded to one repository and that no commit needs yet.
 *
 * @param objects
 *            the most that are kept (422)
 * @param size
 *            the most bytes of them (422)
 * @param time
 *            how long each is kept, and its uploader's to name
 */
public record UploadLimits(int objects, ByteCount size, Duration time) {

    /**
     * @throws IllegalArgumentException
     *             when a limit is zero or negative
     */
    public UploadLimits {
        Limits.positive(objects, "objects");
        Limits.positive(size, "size");
        Limits.positive(time, "time");
    }

    /** What holds where nothing is configured. */
    public static UploadLimits defaults() {
        return new UploadLimits(100_000, ByteCount.megabytes(512), Duration.ofHours(1));
    }
}
