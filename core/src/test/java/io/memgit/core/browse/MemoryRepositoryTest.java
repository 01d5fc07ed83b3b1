package io.memgit.core.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memgit.core.browse.Resolution.Resolved;
import io.memgit.core.commit.CoreFixture;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.Limits;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepoPayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is read from a repository in memory, hot or folded, is what is read from the files of the
 * git client.
 */
class MemoryRepositoryTest {

    @TempDir
    private Path folder;

    private final CoreFixture core = new CoreFixture();
    private final Browse browse = new Browse(Limits.defaults());

    @Test
    void generatedHistoryReadsTheSame() throws Exception {
        try (GitRepo git = GitRepo.empty(folder)) {
            git.fastImport(RandomHistory.of(9, 80));
            assertSame(git, "dir/a.txt", "dir");
        }
    }

    @Test
    void realHistoryReadsTheSame() throws Exception {
        Optional<GitRepo> bundle = GitRepo.ofBundle(folder);
        assumeTrue(bundle.isPresent(), "no bundle of real history: set MEMGIT_TEST_BUNDLE");
        try (GitRepo git = bundle.get()) {
            git.git("update-ref", "refs/heads/main", "HEAD");
            assertSame(git, "pom.xml", "ratis-server");
        }
    }

    private void assertSame(GitRepo git, String file, String directory) throws IOException {
        copy(git, git.id("main"));
        assertSameNow(git, file, directory);
        core.repository.fold(NullProgressMonitor.INSTANCE);
        assertSameNow(git, file, directory);
    }

    private void assertSameNow(GitRepo git, String file, String directory) throws IOException {
        ObjectId main = git.id("main");
        Repository files = git.repository();
        MemoryRepository memory = core.repository;
        Visible visible = id -> memory.allVisible(List.of(id));
        for (String revision : List.of("main", "main~3^{tree}", main.name(), main.name().substring(0, 12))) {
            assertThat(browse.resolve(memory, revision, visible)).isInstanceOf(Resolved.class)
                    .isEqualTo(browse.resolve(files, revision, id -> true));
        }
        GitPath path = GitPath.parse(file).orElseThrow();
        LogQuery log = LogQuery.from(main).page(0, 100_000);
        assertThat(browse.log(memory, log)).isEqualTo(browse.log(files, log));
        assertThat(browse.log(memory, log.touching(path))).isEqualTo(browse.log(files, log.touching(path)));
        ObjectId tree = git.id("main^{tree}");
        assertThat(browse.read(memory, tree, path)).usingRecursiveComparison()
                .isEqualTo(browse.read(files, tree, path));
        TreeQuery list = new TreeQuery(GitPath.parse(directory).orElseThrow(), true, 0, 500, Optional.of(main));
        assertThat(browse.list(memory, tree, list)).isEqualTo(browse.list(files, tree, list));
        DiffQuery diff = DiffQuery.between(new DiffSide(Optional.of(git.id("main~5")), git.id("main~5^{tree}")),
                new DiffSide(Optional.of(main), tree));
        assertThat(browse.diff(memory, diff)).isEqualTo(browse.diff(files, diff));
        assertThat(patch(memory, diff)).isEqualTo(patch(files, diff));
    }

    private byte[] patch(Repository repository, DiffQuery query) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        browse.write(repository, query, DiffFormat.PATCH, out);
        return out.toByteArray();
    }

    private void copy(GitRepo git, ObjectId main) throws IOException {
        Quarantine objects = new Quarantine();
        try (ObjectReader reader = git.repository().newObjectReader()) {
            for (String line : git.gitLines("rev-list", "--objects", "main")) {
                ObjectId id = ObjectId.fromString(line.substring(0, 40));
                ObjectLoader object = reader.open(id);
                objects.add(id, object.getType(), object.getBytes());
            }
        }
        Outcome outcome = core.repositories.write(CoreFixture.ANNA, core.repository,
                new RepoPayload.Write(objects, List.of(RefUpdate.create(CoreFixture.MAIN, main)), EventType.PUSH))
                .join();
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }
}
