package io.memgit.core.limits;

/**
 * Refs, and batches of them. The length of a name is part of what a name is, see {@code RefName}.
 *
 * @param batch
 *            the most refs that one request of the API may change
 * @param perRepository
 *            the most refs of one repository
 */
public record RefLimits(int batch, int perRepository) {

    /**
     * @throws IllegalArgumentException
     *             when a limit is zero or negative
     */
    public RefLimits {
        Limits.positive(batch, "batch");
        Limits.positive(perRepository, "perRepository");
    }

    /** What holds where nothing is configured. */
    public static RefLimits defaults() {
        return new RefLimits(10_000, 10_000_000);
    }
}
