package io.memgit.core.repo;

/**
 * How much memory repositories may take, and whether they take more: then nothing new is brought
 * in.
 * Who measures it is {@link Pool}.
 */
public final class MemoryBudget {

    private final long bytes;
    private volatile boolean spent;

    /**
     * @param bytes
     *            how much there is
     */
    public MemoryBudget(long bytes) {
        this.bytes = bytes;
    }

    /** One that is never spent. */
    public static MemoryBudget unlimited() {
        return new MemoryBudget(Long.MAX_VALUE);
    }

    /** How much there is, in bytes. */
    public long bytes() {
        return bytes;
    }

    /** Whether more is taken than there is, when it was last measured. */
    public boolean isSpent() {
        return spent;
    }

    void taken(long taken) {
        spent = taken > bytes;
    }
}
