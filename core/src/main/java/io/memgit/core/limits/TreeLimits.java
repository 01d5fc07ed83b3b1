package io.memgit.core.limits;

import java.time.Duration;

/**
 * Paths and trees, whether pushed or made over the API.
 *
 * @param nameBytes
 *            the longest file or directory name of a path written over the API, in bytes of UTF-8
 * @param pathBytes
 *            the longest path, in bytes of UTF-8; also the longest name in a pushed tree
 * @param depth
 *            the most names in one path, which is how deeply trees may be nested
 * @param entries
 *            the most entries of one tree
 * @param walkEntries
 *            the most files and directories below one tree, counting each place where it appears
 * @param walkTime
 *            how long one walk through trees may take
 * @param gitmodulesSize
 *            the largest {@code .gitmodules} file
 */
public record TreeLimits(int nameBytes, int pathBytes, int depth, int entries, int walkEntries, Duration walkTime,
        ByteCount gitmodulesSize) {

    /**
     * @throws IllegalArgumentException
     *             when a limit is zero or negative
     */
    public TreeLimits {
        Limits.positive(nameBytes, "nameBytes");
        Limits.positive(pathBytes, "pathBytes");
        Limits.positive(depth, "depth");
        Limits.positive(entries, "entries");
        Limits.positive(walkEntries, "walkEntries");
        Limits.positive(walkTime, "walkTime");
        Limits.positive(gitmodulesSize, "gitmodulesSize");
    }

    /** What holds where nothing is configured. */
    public static TreeLimits defaults() {
        return new TreeLimits(255, 4_096, 512, 100_000, 1_000_000, Duration.ofSeconds(5), ByteCount.megabytes(1));
    }
}
