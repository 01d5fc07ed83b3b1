package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.file.Disk;
import io.memgit.core.name.RepoId;
import io.memgit.core.ref.RefName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies on disk, and when it goes. */
class DiskUseTest {

    private static final RefName MAIN = StoredRepos.branch(0);

    @TempDir
    private Path data;

    @Test
    void diskUseFallsAfterFoldsAndDeletes() throws IOException {
        DurableRepos repos = new DurableRepos(data, Disk.local(), 1);
        RepoId id = repos.create();
        for (int i = 0; i < 60; i++)
            repos.commit(id, MAIN);
        for (int i = 0; i < 5; i++)
            repos.push(id, MAIN);
        repos.takeSnapshot(() -> {});
        long unfolded = onDisk();
        assertThat(repos.files().bytes()).isEqualTo(unfolded);

        repos.fold(id);
        assertThat(onDisk()).as("the old files are needed until a snapshot lasts").isGreaterThan(unfolded);
        repos.takeSnapshot(() -> {});
        assertThat(onDisk()).isLessThan(unfolded);
        assertThat(suffixes()).containsExactlyInAnyOrder("bitmap", "graph", "idx", "pack", "state", "sums");

        repos.delete(id);
        assertThat(onDisk()).isPositive();
        repos.takeSnapshot(() -> {});
        assertThat(onDisk()).isZero();
        assertThat(data.resolve("repositories")).isEmptyDirectory();
        assertThat(repos.files().bytes()).isZero();
    }

    @Test
    void aForkKeepsTheFilesOfADeletedParentUntilItIsFolded() throws IOException {
        DurableRepos repos = new DurableRepos(data, Disk.local(), 2);
        RepoId parent = repos.create();
        for (int i = 0; i < 20; i++)
            repos.commit(parent, MAIN);
        repos.fold(parent);
        RepoId fork = repos.fork(parent);
        repos.delete(parent);
        repos.takeSnapshot(() -> {});
        assertThat(data.resolve("repositories").resolve(parent.toString())).isNotEmptyDirectory();
        repos.restart(data, Disk.local());
        repos.check();
        repos.fold(fork);
        repos.takeSnapshot(() -> {});
        assertThat(data.resolve("repositories").resolve(parent.toString())).doesNotExist();
        repos.check();
    }

    @Test
    void anUnchangedRepositoryIsNotWrittenAgain() throws IOException {
        DurableRepos repos = new DurableRepos(data, Disk.local(), 3);
        RepoId one = repos.create();
        RepoId two = repos.create();
        repos.commit(one, MAIN);
        repos.commit(two, MAIN);
        repos.takeSnapshot(() -> {});
        var before = repos.files().names();
        repos.commit(two, MAIN);
        repos.takeSnapshot(() -> {});
        var after = new ArrayList<>(repos.files().names());
        after.removeAll(before);
        assertThat(after).singleElement().satisfies(name -> {
            assertThat(name.owner()).isEqualTo(two);
            assertThat(name.name()).endsWith(".state");
        });
        repos.restart(data, Disk.local());
        before = repos.files().names();
        repos.takeSnapshot(() -> {});
        assertThat(repos.files().names()).as("nor after a restart").isEqualTo(before);
    }

    @Test
    void aCheckFindsNothingInWhatWasWritten() throws IOException {
        DurableRepos repos = new DurableRepos(data, Disk.local(), 4);
        RepoId id = repos.create();
        for (int i = 0; i < 20; i++)
            repos.commit(id, MAIN);
        repos.fold(id);
        repos.push(id, MAIN);
        repos.commit(id, MAIN);
        repos.takeSnapshot(() -> {});
        repos.restart(data, Disk.local());
        List<String> problems = new ArrayList<>();
        repos.repository(id).objects().verify(problems::add);
        assertThat(problems).isEmpty();
        repos.repository(id).getObjectDatabase().unload();
        repos.check();

        Path pack = files().stream().filter(file -> file.toString().endsWith(".pack")).findFirst().orElseThrow();
        byte[] bytes = Files.readAllBytes(pack);
        bytes[bytes.length - 1] ^= 1;
        Files.write(pack, bytes);
        repos.restart(data, Disk.local());
        repos.repository(id).objects().verify(problems::add);
        assertThat(problems).isNotEmpty().anySatisfy(problem -> assertThat(problem).contains(pack.toString()));
    }

    private long onDisk() throws IOException {
        return files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private List<String> suffixes() throws IOException {
        return files().stream()
                .map(file -> file.toString().substring(file.toString().lastIndexOf('.') + 1))
                .distinct()
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
