package io.memgit.core.blame;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.FileEntry;
import io.memgit.core.browse.GitPath;
import io.memgit.core.commit.CoreFixture;
import io.memgit.core.limits.BrowseLimits;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.ChangedLimits;
import io.memgit.core.limits.Limits;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.Test;

/** Where a blame ends. */
class BlameLimitsTest {

    private final CoreFixture core = new CoreFixture();

    @Test
    void aFileThatWasLargerThanFilesThatAreComparedIsRefused() throws IOException {
        core.commit(CoreFixture.put("a", "line\n".repeat(1_000)));
        core.commit(CoreFixture.put("a", "line\n".repeat(10)));
        assertThat(blame(1_000)).isEqualTo(new BlameResult.Exceeded("browse.diff_size"));
        assertThat(blame(5_000)).isInstanceOf(BlameResult.Blamed.class);
    }

    private BlameResult blame(int diffSize) throws IOException {
        BrowseLimits b = BrowseLimits.defaults();
        Limits limits = ChangedLimits.with(new BrowseLimits(b.paths(), b.batchSize(), b.patchSize(), b.patchesSize(),
                new ByteCount(diffSize), b.diffFiles(), b.renameCandidates(), b.archiveSize(), b.attributesSize(),
                b.walkCommits(), b.walkTime()));
        ObjectId head = core.repository.refs().idOf(CoreFixture.MAIN);
        try (RevWalk walk = new RevWalk(core.repository)) {
            FileEntry file = (FileEntry) new Browse(limits).find(core.repository, walk.parseCommit(head).getTree(),
                    GitPath.parse("a").orElseThrow());
            return new Blame(limits).of(core.repository, head, file, Blame.Range.ALL);
        }
    }
}
