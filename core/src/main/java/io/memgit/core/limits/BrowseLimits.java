package io.memgit.core.limits;

import java.time.Duration;

/**
 * Reads over the API.
 *
 * @param paths
 *            the most paths of one batch read
 * @param batchSize
 *            the most bytes of content in the answer to a batch read
 * @param patchSize
 *            the largest patch of one file in a diff; a larger one is left out and said so
 * @param patchesSize
 *            the most bytes of patches in one diff
 * @param diffSize
 *            the largest file that is compared by lines; a larger one is treated as binary
 * @param diffFiles
 *            the most files on one page of a diff
 * @param renameCandidates
 *            the most added and deleted files that are compared to find renames
 * @param archiveSize
 *            the most bytes of files in one archive (422)
 * @param attributesSize
 *            the most bytes of {@code .gitattributes} files that count for one path of an archive
 *            (422)
 * @param walkCommits
 *            the most commits that one request walks through, and the most commits and trees that
 *            are
 *            looked at to find out whether a hash can be reached (422)
 * @param walkTime
 *            how long one walk through history may take (422)
 */
public record BrowseLimits(int paths, ByteCount batchSize, ByteCount patchSize, ByteCount patchesSize,
        ByteCount diffSize,
        int diffFiles,
        int renameCandidates, ByteCount archiveSize, ByteCount attributesSize, int walkCommits, Duration walkTime) {

    /**
     * @throws IllegalArgumentException
     *             when a limit is zero or negative
     */
    public BrowseLimits {
        Limits.positive(paths, "paths");
        Limits.positive(batchSize, "batchSize");
        Limits.positive(patchSize, "patchSize");
        Limits.positive(patchesSize, "patchesSize");
        Limits.positive(diffSize, "diffSize");
        Limits.positive(diffFiles, "diffFiles");
        Limits.positive(renameCandidates, "renameCandidates");
        Limits.positive(archiveSize, "archiveSize");
        Limits.positive(attributesSize, "attributesSize");
        Limits.positive(walkCommits, "walkCommits");
        Limits.positive(walkTime, "walkTime");
    }

    /** What holds where nothing is configured. */
    public static BrowseLimits defaults() {
        return new BrowseLimits(1_000, ByteCount.megabytes(64), ByteCount.megabytes(1), ByteCount.megabytes(10),
                ByteCount.megabytes(16), 3_000,
                1_000, ByteCount.gigabytes(4), ByteCount.megabytes(1), 1_000_000, Duration.ofSeconds(5));
    }
}
