package io.memgit.core.limits;

/**
 * Refs, and batches of them. The length of a name is part of what a name is, see {@code RefName}.
 *
 * @param batch
 *            the most refs that one request of the API may change
 * @param perRepository
 *            the most refs of one repository
 * @param hiddenPerRepository
 *            the most workspaces, stashes, transactions and realities of one repository together
 *            (422)
 */
public record RefLimits(int batch, int perRepository, int hiddenPerRepository) {

    private static final int HIDDEN = 1_000_000;

    /** As many hidden refs as by default. */
    public RefLimits(int batch, int perRepository) {
        this(batch, perRepository, HIDDEN);
    }

    /**
     * @throws IllegalArgumentException
     *             when a limit is zero or negative
     */
    public RefLimits {
        Limits.positive(batch, "batch");
        Limits.positive(perRepository, "perRepository");
        Limits.positive(hiddenPerRepository, "hiddenPerRepository");
    }

    /** What holds where nothing is configured. */
    public static RefLimits defaults() {
        return new RefLimits(10_000, 10_000_000);
    }
}
