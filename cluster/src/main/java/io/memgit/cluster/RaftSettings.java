package io.memgit.cluster;

import java.time.Duration;

/**
 * Sizes and deadlines of a ledger.
 *
 * @param submits
 *            what is taken at once
 * @param log
 *            the log of each group
 * @param snapshots
 *            when they are taken
 * @param deadlines
 *            how long is waited
 * @param storageReserveBytes
 *            below this much free space entries are refused
 */
public record RaftSettings(Submits submits, Log log, Snapshots snapshots, Deadlines deadlines,
        long storageReserveBytes) {

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    /** What a single machine runs with. */
    public static final RaftSettings DEFAULT = new RaftSettings(
            new Submits(4096, 32L * MIB, 256 * KIB, 768 * MIB, Duration.ofSeconds(10)),
            new Log(8 * MIB, MIB, 1088 * KIB, 2), new Snapshots(200_000, 128L * MIB, Duration.ofMinutes(5), true),
            new Deadlines(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMillis(100),
                    Duration.ofMillis(200), Duration.ofSeconds(10)),
            256L * MIB);

    /**
     * @throws IllegalArgumentException
     *             naming what is out of its range
     */
    public RaftSettings {
        if (storageReserveBytes < 0)
            throw new IllegalArgumentException("storageReserveBytes must not be negative: " + storageReserveBytes);
        if (submits.inlineBytes() > log.writeBufferBytes() - 64 * KIB)
            throw new IllegalArgumentException("inlineBytes must be 64 KiB below writeBufferBytes");
        if (submits.inlineBytes() > submits.maxOutstandingBytes() - 64 * KIB)
            throw new IllegalArgumentException("inlineBytes must be 64 KiB below maxOutstandingBytes");
    }

    /**
     * What is taken at once.
     *
     * @param maxOutstanding
     *            entries of a group that wait for their answer
     * @param maxOutstandingBytes
     *            bytes of these in the log
     * @param inlineBytes
     *            an encoded entry of more bytes is written to a file of its own
     * @param maxEntryBytes
     *            an encoded entry of more bytes is refused
     * @param timeout
     *            an entry without an answer for so long is answered with "unknown"
     */
    public record Submits(int maxOutstanding, long maxOutstandingBytes, int inlineBytes, int maxEntryBytes,
            Duration timeout) {
        public Submits {
            positive(maxOutstanding, "maxOutstanding");
            positive(maxOutstandingBytes, "maxOutstandingBytes");
            positive(inlineBytes, "inlineBytes");
            positive(maxEntryBytes, "maxEntryBytes");
            positive(timeout, "timeout");
        }
    }

    /**
     * The log of each group.
     *
     * @param segmentBytes
     *            size of a segment; a snapshot frees whole ones
     * @param preallocatedBytes
     *            room that is made at once at the end of a segment
     * @param writeBufferBytes
     *            memory, outside the heap, in which entries are gathered before they are written
     * @param cachedSegments
     *            full segments that stay in memory
     */
    public record Log(int segmentBytes, int preallocatedBytes, int writeBufferBytes, int cachedSegments) {
        public Log {
            positive(segmentBytes, "segmentBytes");
            positive(preallocatedBytes, "preallocatedBytes");
            positive(writeBufferBytes, "writeBufferBytes");
            positive(cachedSegments, "cachedSegments");
        }
    }

    /**
     * When snapshots are taken.
     *
     * @param afterEntries
     *            so many entries after the last one
     * @param afterBytes
     *            or so many bytes of them, those in files of their own included
     * @param afterTime
     *            or so long after the last one began, when there is anything new
     * @param atClose
     *            whether one is taken when the ledger is closed
     */
    public record Snapshots(long afterEntries, long afterBytes, Duration afterTime, boolean atClose) {
        public Snapshots {
            positive(afterEntries, "afterEntries");
            positive(afterBytes, "afterBytes");
            positive(afterTime, "afterTime");
        }
    }

    /**
     * How long is waited.
     *
     * @param ready
     *            for a group that starts, without any entry being applied
     * @param close
     *            for answers that are under way, and again for the log, when the ledger is closed
     * @param check
     *            between two looks at deadlines and at the disk
     * @param reopenMin
     *            before a failed group is opened again
     * @param reopenMax
     *            at the most, when that fails again and again
     */
    public record Deadlines(Duration ready, Duration close, Duration check, Duration reopenMin, Duration reopenMax) {
        public Deadlines {
            positive(ready, "ready");
            positive(close, "close");
            positive(check, "check");
            positive(reopenMin, "reopenMin");
            positive(reopenMax, "reopenMax");
        }
    }

    /** The same with another part. */
    public RaftSettings with(Submits other) {
        return new RaftSettings(other, log, snapshots, deadlines, storageReserveBytes);
    }

    /** The same with another part. */
    public RaftSettings with(Log other) {
        return new RaftSettings(submits, other, snapshots, deadlines, storageReserveBytes);
    }

    /** The same with another part. */
    public RaftSettings with(Snapshots other) {
        return new RaftSettings(submits, log, other, deadlines, storageReserveBytes);
    }

    /** The same with another part. */
    public RaftSettings with(Deadlines other) {
        return new RaftSettings(submits, log, snapshots, other, storageReserveBytes);
    }

    /** The same with another reserve. */
    public RaftSettings withReserve(long bytes) {
        return new RaftSettings(submits, log, snapshots, deadlines, bytes);
    }

    private static void positive(long value, String name) {
        if (value <= 0)
            throw new IllegalArgumentException(name + " must be positive: " + value);
    }

    private static void positive(Duration value, String name) {
        if (!value.isPositive())
            throw new IllegalArgumentException(name + " must be positive: " + value);
    }
}
