package io.memgit.bench;

import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * 100 copies of the state of a large repository: as branches made in one step, and as repositories.
 * Stock JGit has neither.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setup
public class ForksBenchmark {

    private static final int COPIES = 100;

    @Param("200000")
    int commits;

    private final Library library = new Library();
    private final List<RefName> names = new ArrayList<>();
    private final List<MemoryRepository> forks = new ArrayList<>();
    private MemoryRepository repository;
    private ObjectId head;

    @Setup
    public void makeTheRepository() {
        repository = library.createWithCommits(commits);
        head = Library.head(repository);
        for (int i = 1; i <= COPIES; i++)
            names.add(RefName.branch("parallel/attempt-" + i).orElseThrow());
    }

    @TearDown(Level.Invocation)
    public void dropTheCopies() {
        forks.forEach(library::delete);
        forks.clear();
        List<RefUpdate> updates = new ArrayList<>();
        for (RefName name : names) {
            if (repository.refs().get(name) != null)
                updates.add(RefUpdate.delete(name, head));
        }
        if (!updates.isEmpty())
            library.update(repository, updates);
    }

    @Benchmark
    public void realities() {
        List<RefUpdate> updates = new ArrayList<>(COPIES);
        for (RefName name : names)
            updates.add(RefUpdate.create(name, head));
        library.update(repository, updates);
    }

    @Benchmark
    public void repositories() {
        for (int i = 0; i < COPIES; i++)
            forks.add(library.fork(repository));
    }
}
