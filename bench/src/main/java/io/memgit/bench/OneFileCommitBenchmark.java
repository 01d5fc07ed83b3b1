package io.memgit.bench;

import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** A commit of one file of 100 B, in repositories of several ages. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OneFileCommitBenchmark {

    private static final int BATCH = 1_000;
    private static final int STOCK_BATCH = 100;

    /** memgit; the repository is made anew when it has outgrown its age by a quarter. */
    @State(Scope.Thread)
    public static class Ours {

        @Param({"1000", "100000", "1000000"})
        int commits;

        private final Library library = new Library();
        private @Nullable MemoryRepository repository;
        private int made;

        @Setup(Level.Invocation)
        public void renewWhatHasOutgrown() {
            if (repository != null && made <= commits + commits / 4)
                return;
            if (repository != null)
                library.delete(repository);
            repository = library.createWithCommits(commits);
            made = commits;
        }

        void commit() {
            if (repository != null)
                library.commitOneFile(repository, made++);
        }
    }

    /** Stock JGit, in which a commit takes the longer the more commits there are. */
    @State(Scope.Thread)
    public static class Peer {

        @Param("1000")
        int stockCommits;

        private @Nullable Stock repository;
        private int made;

        @Setup(Level.Invocation)
        public void renewWhatHasOutgrown() throws IOException {
            if (repository != null && made <= stockCommits + stockCommits / 4)
                return;
            Stock fresh = new Stock();
            for (made = 0; made < stockCommits; made++)
                fresh.commitOneFile(made);
            repository = fresh;
        }

        void commit() throws IOException {
            if (repository != null)
                repository.commitOneFile(made++);
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
