package io.memgit.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.merge.MergeComparison.Verdict;
import io.memgit.core.oracle.FastImport;
import io.memgit.core.oracle.GitMerges;
import io.memgit.core.oracle.OracleRepository;
import io.memgit.core.oracle.Profile;
import io.memgit.core.oracle.RandomHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Merges of random histories against {@code git merge-tree --write-tree}.
 * {@code -Dmemgit.oracle.cases}
 * says how many, {@code -Dmemgit.oracle.seed} where to begin.
 */
class MergeOracleTest {

    private static final int BATCH = 250;
    private static final long SEED = Long.getLong("memgit.oracle.seed", 20_000L);
    private static final int CASES = Integer.getInteger("memgit.oracle.cases", 750);

    private static final String KEEP = System.getProperty("memgit.oracle.keep", "");

    private static final List<Profile> PROFILES = List.of(Profile.MIXED, Profile.EDITS, Profile.RENAMES,
            Profile.DIRECTORIES, Profile.CRISS_CROSS, Profile.KINDS);

    @TempDir
    Path folder;

    @Test
    void mergesGiveWhatGitGives() throws IOException {
        MergeComparison comparison = new MergeComparison();
        List<String> different = new ArrayList<>();
        for (int done = 0; done < CASES; done += BATCH) {
            different.addAll(batch(SEED + done, Math.min(BATCH, CASES - done), comparison));
        }
        System.out.println("merges from seed " + SEED + ": " + comparison);
        different.forEach(System.out::println);
        assertThat(comparison.count(Verdict.SILENT)).as("silent merges: %s", different).isZero();
        assertThat(comparison.count(Verdict.MORE_CONFLICTS) * 50).as("more conflicts than git: %s", different)
                .isLessThanOrEqualTo(comparison.conflicts());
        assertThat((comparison.total() - comparison.count(Verdict.EQUAL)) * 200).as("different: %s", different)
                .isLessThanOrEqualTo(comparison.total() + 199);
    }

    private List<String> batch(long firstSeed, int count, MergeComparison comparison) throws IOException {
        FastImport stream = new FastImport();
        List<GitMerges.Ends> ends = new ArrayList<>();
        List<int[]> marks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RandomHistory history = history(firstSeed + i);
            int first = stream.add(history.commits());
            GitMerges.Ends names = new GitMerges.Ends("o/" + i, "t/" + i);
            marks.add(new int[]{first + history.ours(), first + history.theirs()});
            stream.ref("refs/heads/" + names.ours(), first + history.ours());
            stream.ref("refs/heads/" + names.theirs(), first + history.theirs());
            ends.add(names);
        }
        List<String> different = new ArrayList<>();
        try (OracleRepository repository = OracleRepository.below(folder)) {
            Map<Integer, ObjectId> commits = repository.fastImport(stream.bytes());
            List<Optional<GitMerges.Merged>> answers = GitMerges.ask(repository, ends);
            try (ObjectReader reader = repository.reader()) {
                for (int i = 0; i < count; i++) {
                    Verdict verdict = comparison.compare(reader, commit(commits, marks.get(i)[0]),
                            commit(commits, marks.get(i)[1]), ends.get(i), answers.get(i));
                    if (verdict != Verdict.EQUAL)
                        different.add(verdict + " seed " + (firstSeed + i) + comparison.difference());
                    if (verdict != Verdict.EQUAL && !KEEP.isEmpty())
                        keep(firstSeed + i);
                }
            }
        }
        return different;
    }

    private static void keep(long seed) throws IOException {
        RandomHistory history = history(seed);
        FastImport stream = new FastImport();
        int first = stream.add(history.commits());
        stream.ref(MergeFixtureTest.OURS, first + history.ours());
        stream.ref(MergeFixtureTest.THEIRS, first + history.theirs());
        Files.createDirectories(Path.of(KEEP));
        Files.write(Path.of(KEEP, seed + ".stream"), stream.bytes());
    }

    private static ObjectId commit(Map<Integer, ObjectId> commits, int mark) {
        return Objects.requireNonNull(commits.get(mark));
    }

    private static RandomHistory history(long seed) {
        return RandomHistory.of(seed, PROFILES.get((int) (seed % PROFILES.size())));
    }
}
