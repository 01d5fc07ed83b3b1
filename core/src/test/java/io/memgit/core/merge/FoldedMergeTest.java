package io.memgit.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.commit.CoreFixture;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.Limits;
import io.memgit.core.object.Quarantine;
import io.memgit.core.oracle.FastImport;
import io.memgit.core.oracle.OracleRepository;
import io.memgit.core.oracle.Profile;
import io.memgit.core.oracle.RandomHistory;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.RepoPayload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A merge in a repository in memory, hot, folded or partly folded, is the merge in git's own files.
 */
class FoldedMergeTest {

    private static final int HISTORIES = 24;
    private static final MergeOptions OPTIONS = new MergeOptions(new Labels("ours", "theirs"));

    @TempDir
    Path folder;

    private final CoreFixture core = new CoreFixture();
    private final Merge merge = new Merge(Limits.defaults());

    @Test
    void mergesOverSeveralBasesAreTheSameWhereverTheCommitsLie() throws IOException {
        try (OracleRepository files = OracleRepository.below(folder)) {
            files.fastImport(stream());
            List<MergeResult> expected = new ArrayList<>();
            try (ObjectReader reader = files.reader()) {
                for (int i = 0; i < HISTORIES; i++) {
                    expected.add(merge.commits(reader, new Quarantine(), id(files, "o" + i), id(files, "t" + i),
                            OPTIONS));
                }
            }
            // The roots and what is above them in one fold, the ends in none.
            copy(files, "refs/tags/m*");
            core.repository.fold(NullProgressMonitor.INSTANCE);
            copy(files, "refs/heads/*");
            assertThat(mergeAll(files)).isEqualTo(expected);
            core.repository.fold(NullProgressMonitor.INSTANCE);
            assertThat(mergeAll(files)).isEqualTo(expected);
        }
    }

    private byte[] stream() {
        FastImport stream = new FastImport();
        for (int i = 0; i < HISTORIES; i++) {
            RandomHistory history = RandomHistory.of(i, Profile.CRISS_CROSS);
            int first = stream.add(history.commits());
            stream.ref("refs/heads/o" + i, first + history.ours());
            stream.ref("refs/heads/t" + i, first + history.theirs());
            stream.ref("refs/tags/m" + i, first + history.commits().size() / 2);
        }
        return stream.bytes();
    }

    private List<MergeResult> mergeAll(OracleRepository files) throws IOException {
        List<MergeResult> results = new ArrayList<>();
        for (int i = 0; i < HISTORIES; i++) {
            results.add(merge.commits(core.repository, new Quarantine(), id(files, "o" + i), id(files, "t" + i),
                    OPTIONS));
        }
        return results;
    }

    private static ObjectId id(OracleRepository files, String branch) {
        return ObjectId.fromString(files.git(new byte[0], "rev-parse", "refs/heads/" + branch).strip());
    }

    /** Copies some refs with all they reach. */
    private void copy(OracleRepository files, String refs) throws IOException {
        Quarantine objects = new Quarantine();
        String listed = files.git(new byte[0], "rev-list", "--objects", "--no-object-names", "--glob=" + refs);
        try (ObjectReader reader = files.reader()) {
            for (String line : listed.lines().toList()) {
                ObjectLoader loader = reader.open(ObjectId.fromString(line));
                objects.insert(loader.getType(), loader.getCachedBytes());
            }
        }
        List<RefUpdate> updates = new ArrayList<>();
        files.git(new byte[0], "for-each-ref", "--format=%(objectname) %(refname)", refs).lines()
                .forEach(line -> updates.add(RefUpdate.create(new RefName(line.substring(41)),
                        ObjectId.fromString(line.substring(0, 40)))));
        Outcome outcome = core.repositories
                .write(CoreFixture.ANNA, core.repository, new RepoPayload.Write(objects, updates, EventType.PUSH))
                .join();
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }
}
