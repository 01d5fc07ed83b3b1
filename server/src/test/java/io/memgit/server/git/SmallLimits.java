package io.memgit.server.git;

import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.PushLimits;

/** Limits that a test reaches soon. */
final class SmallLimits {

    private SmallLimits() {}

    /** Pushes of a megabyte at most. */
    static PushLimits push() {
        PushLimits d = PushLimits.defaults();
        return new PushLimits(ByteCount.megabytes(1), d.objectSize(), d.objects(), d.deltaDepth(), d.resolvedSize(),
                d.resolvedRatio(), d.resolvedAllowance(), d.time(), d.commands(), d.commandSize(), d.options(),
                d.optionSize(), d.unpackedObjects(), d.unpackedSize());
    }
}
