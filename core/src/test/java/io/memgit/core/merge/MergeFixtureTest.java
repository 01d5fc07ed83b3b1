package io.memgit.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.merge.MergeComparison.Verdict;
import io.memgit.core.oracle.GitMerges;
import io.memgit.core.oracle.OracleRepository;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Histories whose merge once was another one than git's, or is hard to get right: streams for
 * {@code git fast-import} with two branches, {@code o} and {@code t}.
 */
class MergeFixtureTest {

    static final String OURS = "refs/heads/o";
    static final String THEIRS = "refs/heads/t";

    @TempDir
    Path folder;

    @Test
    void everyKeptHistoryMergesAsGitMergesIt() throws Exception {
        List<Path> streams = streams();
        assertThat(streams).isNotEmpty();
        for (Path stream : streams) {
            MergeComparison comparison = new MergeComparison();
            assertThat(compare(comparison, Files.readAllBytes(stream)))
                    .as("%s %s", stream.getFileName(), comparison.difference())
                    .isEqualTo(Verdict.EQUAL);
        }
    }

    private Verdict compare(MergeComparison comparison, byte[] stream) throws IOException {
        GitMerges.Ends ends = new GitMerges.Ends("o", "t");
        try (OracleRepository repository = OracleRepository.below(folder)) {
            repository.fastImport(stream);
            try (ObjectReader reader = repository.reader()) {
                return comparison.compare(reader, id(repository, OURS), id(repository, THEIRS), ends,
                        GitMerges.ask(repository, List.of(ends)).getFirst());
            }
        }
    }

    private static ObjectId id(OracleRepository repository, String ref) {
        return ObjectId.fromString(repository.git(new byte[0], "rev-parse", ref).strip());
    }

    private static List<Path> streams() throws IOException, URISyntaxException {
        URL fixtures = Objects.requireNonNull(MergeFixtureTest.class.getResource("/oracle/merge"));
        try (Stream<Path> files = Files.list(Path.of(fixtures.toURI()))) {
            return files.sorted().toList();
        }
    }
}
