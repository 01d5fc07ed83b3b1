package io.memgit.core.archive;

import io.memgit.core.limits.Limits;
import java.util.function.LongSupplier;

/** Counts what one archive costs, and ends it at its limits. */
final class ArchiveMeter {

    private static final int STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 64;

    private final Limits limits;
    private final LongSupplier nanoTime;
    private final long deadline;
    private int untilLook = STEPS_BETWEEN_LOOKS_AT_THE_CLOCK;
    private long passed;
    private long bytes;

    ArchiveMeter(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.deadline = nanoTime.getAsLong() + limits.browse().walkTime().toNanos();
    }

    /** Counts one entry of a tree, whether it comes into the archive or not. */
    void pass() {
        if (++passed > limits.tree().walkEntries())
            throw new LimitMet(ArchiveLimit.ENTRIES);
        step();
    }

    /** Counts a little work. */
    void step() {
        if (--untilLook > 0)
            return;
        untilLook = STEPS_BETWEEN_LOOKS_AT_THE_CLOCK;
        if (nanoTime.getAsLong() - deadline > 0)
            throw new LimitMet(ArchiveLimit.TIME);
    }

    /** Counts the bytes of a file. */
    void content(long size) {
        bytes += size;
        if (bytes > limits.browse().archiveSize().bytes())
            throw new LimitMet(ArchiveLimit.SIZE);
    }

    /** Looks at the length of a path, or of a link's target. */
    void path(long length) {
        if (length > limits.tree().pathBytes())
            throw new LimitMet(ArchiveLimit.PATH);
    }

    /** Looks at how many directories are above a directory. */
    void depth(int depth) {
        if (depth > limits.tree().depth())
            throw new LimitMet(ArchiveLimit.DEPTH);
    }

    /** Looks at the bytes of all attributes that count for one path. */
    void attributes(long length) {
        if (length > limits.browse().attributesSize().bytes())
            throw new LimitMet(ArchiveLimit.ATTRIBUTES);
    }

    long bytes() {
        return bytes;
    }
}
