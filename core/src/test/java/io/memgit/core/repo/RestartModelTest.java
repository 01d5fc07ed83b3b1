package io.memgit.core.repo;

import io.memgit.core.file.FaultyDisk;
import io.memgit.core.limits.Limits;
import io.memgit.core.name.RepoId;
import io.memgit.core.ref.RefName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Commits, pushes, forks, deletes, folds, snapshots and restarts, against plain maps. */
class RestartModelTest {

    private static final int STEPS = 50;
    private static final int BRANCHES = 3;

    @Property(tries = 40)
    void whatWasAnsweredIsThereAfterEveryRestart(@ForAll long seed) throws IOException {
        Path data = Files.createTempDirectory("restarts");
        try {
            new Run(data, seed).play();
        } finally {
            deleteAll(data);
        }
    }

    private static final class Run {

        private final Path data;
        /** Nothing fails; but it need not be waited for. */
        private final FaultyDisk disk = new FaultyDisk();
        private final Random random;
        private final DurableRepos repos;

        Run(Path data, long seed) throws IOException {
            this.data = data;
            this.random = new Random(seed);
            // Some starts have room for all there is, in others hot objects go to files again and again.
            long startBytes = random.nextBoolean() ? Long.MAX_VALUE : 1L << (10 + random.nextInt(10));
            this.repos = new DurableRepos(data, disk, seed, Limits.defaults(), startBytes);
        }

        void play() throws IOException {
            repos.create();
            for (int step = 0; step < STEPS; step++) {
                take(random.nextInt(22));
                repos.check();
            }
            repos.restart(data, disk);
            repos.check();
            repos.checkNothingIsLeftOver();
        }

        private void take(int step) throws IOException {
            RepoId id = any();
            switch (step) {
                case 0, 1, 2, 3, 4, 5, 6, 7 -> repos.commit(id, branch());
                case 8, 9, 10 -> repos.push(id, branch());
                case 11 -> repos.deleteBranch(id, branch());
                case 12, 13 -> repos.fold(id);
                case 14 -> repos.fork(id);
                case 15 -> repos.create();
                case 16 -> repos.pushInVain(id);
                case 17 -> {
                    if (repos.ids().size() > 1)
                        repos.delete(id);
                }
                case 18 -> repos.restart(data, disk);
                default -> repos.takeSnapshot(this::meanwhile);
            }
        }

        private void meanwhile() {
            try {
                for (int left = random.nextInt(4); left > 0; left--)
                    take(random.nextInt(18));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private RepoId any() {
            List<RepoId> ids = repos.ids();
            return ids.get(random.nextInt(ids.size()));
        }

        private RefName branch() {
            return StoredRepos.branch(random.nextInt(BRANCHES));
        }
    }

    static void deleteAll(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all)
            Files.delete(path);
    }
}
