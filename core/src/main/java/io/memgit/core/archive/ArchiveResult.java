package io.memgit.core.archive;

/** What became of an archive. Unless it is {@link Written}, not one byte was written. */
public sealed interface ArchiveResult {

    /**
     * All of it was written.
     *
     * @param entries
     *            how many files, links and directories it holds
     * @param bytes
     *            the sum of the files' sizes
     */
    record Written(long entries, long bytes) implements ArchiveResult {}

    /** There is nothing at the path. */
    record Absent() implements ArchiveResult {}

    /**
     * It would go beyond a limit.
     *
     * @param limit
     *            which one
     */
    record TooMuch(ArchiveLimit limit) implements ArchiveResult {}
}
