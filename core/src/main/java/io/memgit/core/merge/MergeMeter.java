package io.memgit.core.merge;

import io.memgit.core.limits.MergeLimits;
import io.memgit.core.limits.TreeLimits;
import io.memgit.core.line.Work;
import java.util.function.LongSupplier;

/**
 * Counts what one merge has cost, and ends it at its limits. The time is asked for now and then: no
 * thread is interrupted.
 */
final class MergeMeter implements Work<MergeLimitException> {

    private static final int WORK_BETWEEN_LOOKS_AT_THE_CLOCK = 4_096;

    private final MergeLimits limits;
    private final int depth;
    private final LongSupplier nanoTime;
    private final long deadline;
    private long pathsLeft;
    private int untilLook = WORK_BETWEEN_LOOKS_AT_THE_CLOCK;

    MergeMeter(MergeLimits limits, TreeLimits trees, LongSupplier nanoTime) {
        this.limits = limits;
        this.depth = trees.depth();
        this.nanoTime = nanoTime;
        this.deadline = nanoTime.getAsLong() + limits.time().toNanos();
        this.pathsLeft = limits.files();
    }

    MergeLimits limits() {
        return limits;
    }

    /** Counts a file or directory that differs. */
    void path() throws MergeLimitException {
        if (--pathsLeft < 0)
            throw new MergeLimitException("merge.files",
                    "more than " + limits.files() + " files and directories differ");
        step();
    }

    /** Looks how deep a directory is. */
    void depth(int names) throws MergeLimitException {
        if (names > depth)
            throw new MergeLimitException("tree.depth", "a directory is more than " + depth + " names deep");
    }

    /** Looks how many merge bases there are. */
    void bases(int count) throws MergeLimitException {
        if (count > limits.bases())
            throw new MergeLimitException("merge.bases", "there are more than " + limits.bases() + " merge bases");
    }

    /** Counts a little work. */
    void step() throws MergeLimitException {
        work(1);
    }

    /** Counts some work, one for each few instructions. */
    @Override
    public void work(int amount) throws MergeLimitException {
        untilLook -= amount;
        if (untilLook > 0)
            return;
        untilLook = WORK_BETWEEN_LOOKS_AT_THE_CLOCK;
        if (nanoTime.getAsLong() - deadline > 0)
            throw new MergeLimitException("merge.time",
                    "the merge takes longer than " + limits.time().toMillis() + " ms");
    }
}
