package io.memgit.bench;

import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** 1,000 new branches in a repository of one commit: one by one, and in one step. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BranchesBenchmark {

    private static final int BRANCHES = 1_000;

    /** memgit. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls the setup
    public static class Ours {

        private final Library library = new Library();
        private final List<RefName> names = new ArrayList<>();
        private MemoryRepository repository;
        private ObjectId head;

        public Ours() {
            for (int i = 0; i < BRANCHES; i++)
                names.add(RefName.branch("branch-" + i).orElseThrow());
        }

        @Setup(Level.Invocation)
        public void renew() {
            if (repository != null)
                library.delete(repository);
            repository = library.createWithCommits(1);
            head = Library.head(repository);
        }
    }

    /** Stock JGit. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls the setup
    public static class Peer {

        private final List<String> names = new ArrayList<>();
        private Stock repository;

        public Peer() {
            for (int i = 0; i < BRANCHES; i++)
                names.add("refs/heads/branch-" + i);
        }

        @Setup(Level.Invocation)
        public void renew() throws IOException {
            repository = new Stock();
            repository.commitOneFile(0);
        }
    }

    @Benchmark
    public void memgitOneByOne(Ours ours) {
        for (RefName name : ours.names)
            ours.library.update(ours.repository, List.of(RefUpdate.create(name, ours.head)));
    }

    @Benchmark
    public void memgitAtOnce(Ours ours) {
        List<RefUpdate> updates = new ArrayList<>(BRANCHES);
        for (RefName name : ours.names)
            updates.add(RefUpdate.create(name, ours.head));
        ours.library.update(ours.repository, updates);
    }

    @Benchmark
    public void stockOneByOne(Peer peer) throws IOException {
        peer.repository.createBranches(peer.names);
    }

    @Benchmark
    public void stockAtOnce(Peer peer) throws IOException {
        peer.repository.createBranchesAtOnce(peer.names);
    }
}
