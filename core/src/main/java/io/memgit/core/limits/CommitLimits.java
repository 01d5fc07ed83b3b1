package io.memgit.core.limits;

/**
 * Commits made over the API.
 *
 * @param actions
 *            the most actions of one commit
 * @param streamSize
 *            the largest body of a streamed commit
 * @param fileSize
 *            the largest file
 * @param messageSize
 *            the longest message, in bytes of UTF-8
 * @param identSize
 *            the longest name or address of an author, committer or tagger, in bytes of UTF-8
 * @param retries
 *            how often a commit without an expected head is made again because its branch has moved
 *            (503)
 * @param waiting
 *            the most commits and moves that wait for their turn on one branch (503)
 * @param pipelined
 *            the most commits of one branch that are submitted and not answered yet; further ones
 *            wait
 */
public record CommitLimits(int actions, ByteCount streamSize, ByteCount fileSize, ByteCount messageSize,
        ByteCount identSize, int retries, int waiting, int pipelined) {

    /**
     * @throws IllegalArgumentException
     *             when a limit is zero or negative
     */
    public CommitLimits {
        Limits.positive(actions, "actions");
        Limits.positive(streamSize, "streamSize");
        Limits.positive(fileSize, "fileSize");
        Limits.positive(messageSize, "messageSize");
        Limits.positive(identSize, "identSize");
        Limits.positive(retries, "retries");
        Limits.positive(waiting, "waiting");
        Limits.positive(pipelined, "pipelined");
    }

    /** What holds where nothing is configured. */
    public static CommitLimits defaults() {
        return new CommitLimits(10_000, ByteCount.megabytes(512), ByteCount.megabytes(100), ByteCount.megabytes(1),
                ByteCount.kilobytes(1), 1_000, 10_000, 256);
    }
}
