package io.memgit.core.repo;

/**
 * How long a repository or a branch is kept after the last write to it.
 *
 * @param seconds
 *            1 to 2,592,000, which is 30 days; 0 stands for "for ever"
 */
public record Ttl(long seconds) {

    /** The longest there is. */
    public static final long MOST_SECONDS = 30L * 24 * 60 * 60;

    /** What is kept until somebody deletes it. */
    public static final Ttl NEVER = new Ttl(0);

    private static final long NANOS = 1_000_000_000;
    private static final long MILLIS = 1_000;

    /**
     * @throws IllegalArgumentException
     *             for less or more than there is
     */
    public Ttl {
        if (seconds < 0 || seconds > MOST_SECONDS)
            throw new IllegalArgumentException("a time to live of " + seconds + " s, which is 1 to " + MOST_SECONDS);
    }

    /** Whether nothing ends by it. */
    public boolean isNever() {
        return seconds == 0;
    }

    long nanos() {
        return seconds * NANOS;
    }

    long millis() {
        return seconds * MILLIS;
    }
}
