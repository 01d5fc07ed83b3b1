package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.file.Disk;
import io.memgit.core.file.FaultyDisk;
import io.memgit.core.file.FaultyDisk.Fault;
import io.memgit.core.name.RepoId;
import io.memgit.core.ref.RefName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the disk away at each write, sync, rename and delete of a history that has every kind of
 * them,
 * and starts again with what a disk would have then.
 */
class CrashTest {

    private static final long SEED = 4;
    private static final RefName MAIN = StoredRepos.branch(0);
    private static final RefName SIDE = StoredRepos.branch(1);

    @TempDir
    private Path data;

    /** Something that is done to repositories. */
    private interface Step {
        void take(DurableRepos repos) throws IOException;
    }

    private static final List<Step> STEPS = List.of(DurableRepos::create,
            repos -> repos.commit(first(repos), MAIN), repos -> repos.commit(first(repos), MAIN),
            repos -> repos.push(first(repos), MAIN), repos -> repos.takeSnapshot(() -> {}),
            repos -> repos.commit(first(repos), SIDE), repos -> repos.push(first(repos), SIDE),
            repos -> repos.fold(first(repos)), repos -> repos.commit(first(repos), MAIN),
            repos -> repos.takeSnapshot(() -> pushAndCommit(repos)), repos -> repos.fork(first(repos)),
            repos -> repos.deleteBranch(first(repos), SIDE), repos -> repos.fold(last(repos)),
            repos -> repos.commit(last(repos), MAIN), repos -> repos.takeSnapshot(() -> {}),
            repos -> repos.pushInVain(last(repos)), repos -> repos.delete(first(repos)),
            repos -> repos.takeSnapshot(() -> {}), repos -> repos.push(first(repos), MAIN),
            repos -> repos.takeSnapshot(() -> {}));

    @Test
    void afterACrashAtAnyPointWhatWasAnsweredIsThere() throws IOException {
        long crashes = 0;
        for (boolean over = false; !over; crashes++) {
            Path live = data.resolve("live" + crashes);
            FaultyDisk disk = new FaultyDisk();
            DurableRepos repos = new DurableRepos(live, disk, SEED);
            disk.failAt(disk.operations() + crashes, Fault.CRASH);
            over = run(repos);
            for (int seed = -1; seed < 3; seed++) {
                Path after = data.resolve("after" + crashes + "-" + seed);
                disk.writeSurvivors(live, after, seed < 0 ? null : new Random(seed + 31 * crashes));
                repos.restart(after, new FaultyDisk());
                repos.check();
            }
            repos.create();
            repos.commit(repos.ids().getLast(), MAIN);
            repos.checkNothingIsLeftOver();
            RestartModelTest.deleteAll(live);
        }
        assertThat(crashes).as("points at which it crashed").isGreaterThan(100);
    }

    @Test
    void codeThatForgetsASyncIsCaught() throws IOException {
        for (boolean ofFiles : List.of(true, false)) {
            Path live = data.resolve("forgetful" + ofFiles);
            FaultyDisk disk = new FaultyDisk();
            if (ofFiles)
                disk.syncNoFiles();
            else
                disk.syncNoFolders();
            DurableRepos repos = new DurableRepos(live, disk, SEED);
            assertThat(run(repos)).isTrue();
            Path after = data.resolve("after" + ofFiles);
            disk.writeSurvivors(live, after, null);
            assertThatThrownBy(() -> repos.restart(after, Disk.local())).isInstanceOf(IOException.class)
                    .hasMessageContaining("/repositories/");
        }
    }

    @Test
    void afterAFailureAtAnyPointTheNextTryGoesOn() throws IOException {
        for (Fault fault : List.of(Fault.FULL, Fault.BROKEN)) {
            boolean over = false;
            for (long at = 0; !over; at++) {
                Path live = data.resolve(fault.name() + at);
                FaultyDisk disk = new FaultyDisk();
                DurableRepos repos = new DurableRepos(live, disk, SEED);
                disk.failAt(disk.operations() + at, fault);
                over = runOverFailures(repos, disk);
                repos.check();
                repos.restart(live, disk);
                repos.check();
                repos.checkNothingIsLeftOver();
                RestartModelTest.deleteAll(live);
            }
        }
    }

    /** Whether it came to the end. */
    private static boolean run(DurableRepos repos) throws IOException {
        try {
            for (Step step : STEPS)
                step.take(repos);
            return true;
        } catch (FaultyDisk.Crash _) {
            return false;
        }
    }

    /** Whether nothing failed. */
    private static boolean runOverFailures(DurableRepos repos, FaultyDisk disk) {
        boolean over = true;
        for (Step step : STEPS) {
            try {
                step.take(repos);
            } catch (IOException | UncheckedIOException e) {
                assertThat(e).hasMessageContaining("/repositories");
                over = false;
                disk.repair();
            }
        }
        return over;
    }

    private static void pushAndCommit(DurableRepos repos) {
        try {
            repos.push(first(repos), MAIN);
            repos.commit(first(repos), SIDE);
            repos.fold(first(repos));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RepoId first(DurableRepos repos) {
        return repos.ids().getFirst();
    }

    private static RepoId last(DurableRepos repos) {
        return repos.ids().getLast();
    }
}
