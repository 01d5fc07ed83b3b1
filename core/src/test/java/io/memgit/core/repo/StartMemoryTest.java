package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.file.FaultyDisk;
import io.memgit.core.file.FaultyDisk.Fault;
import io.memgit.core.limits.Limits;
import io.memgit.core.name.RepoId;
import io.memgit.core.ref.RefName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartMemoryTest {

    private static final long SEED = 11;
    private static final int START_BYTES = 100_000;
    private static final RefName MAIN = StoredRepos.branch(0);

    @TempDir
    private Path data;

    @Test
    void aStartKeepsWithinItsMemoryAndLosesNothing() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        DurableRepos repos = new DurableRepos(data, disk, SEED, Limits.defaults(), START_BYTES);
        write(repos, 20);
        assertThat(hotBytes(repos)).isGreaterThan(8 * START_BYTES);

        for (int start = 0; start < 3; start++) {
            repos.restart(data, disk);
            repos.check();
            assertThat(hotBytes(repos)).isLessThan(2 * START_BYTES);
            assertThat(repos.repository(repos.ids().getFirst()).foldIsDue()).isFalse();
        }
        repos.checkNothingIsLeftOver();
        repos.restart(data, disk);
        repos.check();
        repos.fold(repos.ids().getFirst());
        repos.checkNothingIsLeftOver();
    }

    @Test
    void aForkDoesNotSeeWhatItsParentGotLater() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        DurableRepos repos = new DurableRepos(data, disk, SEED, Limits.defaults(), 1);
        RepoId parent = repos.create();
        repos.commit(parent, MAIN);
        RepoId fork = repos.fork(parent);
        repos.commit(parent, MAIN);
        ObjectId later = repos.headOf(parent, MAIN);
        repos.takeSnapshot(() -> {});

        repos.restart(data, disk);
        assertThat(repos.repository(fork).objects().hotCount()).as("shared, and so not copied").isPositive();
        assertThat(repos.repository(parent).objects().has(later)).isTrue();
        assertThat(repos.repository(fork).objects().has(later)).isFalse();
        repos.check();

        repos.delete(parent);
        repos.takeSnapshot(() -> {});
        repos.restart(data, disk);
        assertThat(repos.repository(fork).objects().hotCount()).isZero();
        assertThat(repos.repository(fork).objects().has(later)).isFalse();
        repos.check();
        repos.checkNothingIsLeftOver();
    }

    @Test
    void whatNoRefLeadsToStays() throws IOException {
        DurableRepos repos = new DurableRepos(data, new FaultyDisk(), SEED);
        RepoId id = repos.create();
        repos.commit(id, StoredRepos.branch(1));
        ObjectId left = repos.headOf(id, StoredRepos.branch(1));
        repos.deleteBranch(id, StoredRepos.branch(1));

        assertThat(repos.repository(id).offload()).isTrue();
        assertThat(repos.repository(id).objects().has(left)).isTrue();
        assertThat(repos.repository(id).offload()).as("a second time").isFalse();
    }

    @Test
    void aCrashOfTheStartLosesNothing() throws IOException {
        boolean over = false;
        int crashes = 0;
        for (; !over; crashes++) {
            Path live = data.resolve("live" + crashes);
            FaultyDisk disk = new FaultyDisk();
            DurableRepos repos = new DurableRepos(live, disk, SEED, Limits.defaults(), START_BYTES / 10);
            write(repos, 3);
            disk.failAt(disk.operations() + crashes, Fault.CRASH);
            over = restarts(repos, live, disk);
            for (int seed = -1; seed < 1; seed++) {
                Path after = data.resolve("after" + crashes + "-" + seed);
                disk.writeSurvivors(live, after, seed < 0 ? null : new Random(seed + 31L * crashes));
                repos.restart(after, new FaultyDisk());
                repos.check();
            }
            repos.checkNothingIsLeftOver();
            RestartModelTest.deleteAll(live);
        }
        assertThat(crashes).as("points at which it crashed").isGreaterThan(30);
    }

    @Test
    void aStartThatCannotWriteKeepsItAllInMemory() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        DurableRepos repos = new DurableRepos(data, disk, SEED, Limits.defaults(), START_BYTES);
        write(repos, 20);
        long before = hotBytes(repos);
        disk.failAt(disk.operations() + 2, Fault.FULL);

        repos.restart(data, disk);
        assertThat(hotBytes(repos)).isGreaterThan(before / 2);
        repos.check();
        disk.repair();
        repos.restart(data, disk);
        assertThat(hotBytes(repos)).isLessThan(2 * START_BYTES);
        repos.check();
    }

    private static boolean restarts(DurableRepos repos, Path live, FaultyDisk disk) throws IOException {
        try {
            repos.restart(live, disk);
            return true;
        } catch (FaultyDisk.Crash _) {
            return false;
        }
    }

    /** Half of it before a snapshot, half of it after. */
    private static void write(DurableRepos repos, int commits) throws IOException {
        RepoId first = repos.create();
        RepoId second = repos.create();
        for (int i = 0; i < commits; i++) {
            repos.commit(first, MAIN);
            repos.commit(second, MAIN);
        }
        RepoId fork = repos.fork(first);
        repos.takeSnapshot(() -> {});
        for (int i = 0; i < commits; i++) {
            repos.commit(first, MAIN);
            repos.commit(fork, MAIN);
        }
        repos.push(second, MAIN);
    }

    private static long hotBytes(DurableRepos repos) {
        return repos.ids().stream().mapToLong(id -> repos.repository(id).objects().hotBytes()).sum();
    }
}
