package io.memgit.bench;

import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A commit that changes one file in a large tree, each time another one. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LargeTreeCommitBenchmark {

    private static final int BATCH = 100;
    private static final int BATCHES_BEFORE_RENEWAL = 100;
    private static final int STOCK_BATCH = 10;
    private static final int STOCK_BATCHES_BEFORE_RENEWAL = 20;

    /** memgit. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls the setup
    public static class Ours {

        @Param("100000")
        int files;

        private final Library library = new Library();
        private MemoryRepository repository;
        private FilePaths paths;
        private int batches;
        private int made;
        private int at;

        @Setup(Level.Invocation)
        public void renewWhatHasOutgrown() {
            paths = new FilePaths(files);
            if (batches++ % BATCHES_BEFORE_RENEWAL == 0)
                repository = library.createWithFiles(paths);
        }

        void commit() {
            at = paths.after(at);
            library.commit(repository, List.of(Library.put(paths.path(at), files + made++)));
        }
    }

    /** Stock JGit, which rewrites the three trees above the file as well, and no more. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls the setup
    public static class Peer {

        @Param("100000")
        int files;

        private Stock repository;
        private FilePaths paths;
        private int batches;
        private int made;
        private int at;

        @Setup(Level.Invocation)
        public void renewWhatHasOutgrown() throws IOException {
            paths = new FilePaths(files);
            if (batches++ % STOCK_BATCHES_BEFORE_RENEWAL != 0)
                return;
            repository = new Stock();
            Map<String, byte[]> all = new HashMap<>();
            for (int i = 0; i < files; i++)
                all.put(paths.path(i), FileContents.of(i));
            repository.commit(all);
        }

        void commit() throws IOException {
            at = paths.after(at);
            repository.commit(Map.of(paths.path(at), FileContents.of(files + made++)));
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void memgit(Ours ours) {
        for (int i = 0; i < BATCH; i++)
            ours.commit();
    }

    @Benchmark
    @OperationsPerInvocation(STOCK_BATCH)
    public void stock(Peer peer) throws IOException {
        for (int i = 0; i < STOCK_BATCH; i++)
            peer.commit();
    }
}
