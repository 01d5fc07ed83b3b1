package io.memgit.core.archive;

import io.memgit.core.limits.BrowseLimits;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.Limits;
import io.memgit.core.limits.TreeLimits;

/** Limits that an archive meets soon. */
final class ArchiveSettings {

    private ArchiveSettings() {}

    static Limits with(int entries, int pathBytes, int depth, long archiveSize, long attributesSize) {
        Limits l = Limits.defaults();
        BrowseLimits b = l.browse();
        TreeLimits t = l.tree();
        BrowseLimits browse = new BrowseLimits(b.paths(), b.batchSize(), b.patchSize(), b.patchesSize(), b.diffSize(),
                b.diffFiles(), b.renameCandidates(), new ByteCount(archiveSize), new ByteCount(attributesSize),
                b.walkCommits(), b.walkTime());
        TreeLimits tree = new TreeLimits(t.nameBytes(), pathBytes, depth, t.entries(), entries, t.walkTime(),
                t.gitmodulesSize());
        return new Limits(l.http(), l.push(), l.fetch(), tree, l.refs(), l.commit(), browse, l.auth(), l.history(),
                l.upload(), l.merge(), l.sequencer(), l.search());
    }
}
