package io.memgit.bench;

import io.memgit.core.commit.FileAction;
import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** A commit that gives 1,000 files of 100 B in ten directories new contents. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ManyFilesCommitBenchmark {

    private static final FilePaths PATHS = new FilePaths(1_000);
    private static final int COMMITS_BEFORE_RENEWAL = 200;

    /** memgit. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls the setup
    public static class Ours {

        private final Library library = new Library();
        private MemoryRepository repository;
        private List<FileAction> actions;
        private int made;

        @Setup(Level.Invocation)
        public void prepare() {
            if (made % COMMITS_BEFORE_RENEWAL == 0)
                repository = library.createWithFiles(PATHS);
            made++;
            FileAction[] next = new FileAction[PATHS.count()];
            Arrays.setAll(next, i -> Library.put(PATHS.path(i), made * PATHS.count() + i));
            actions = List.of(next);
        }
    }

    /** Stock JGit. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls the setup
    public static class Peer {

        private Stock repository;
        private Map<String, byte[]> files;
        private int made;

        @Setup(Level.Invocation)
        public void prepare() throws IOException {
            if (made % COMMITS_BEFORE_RENEWAL == 0) {
                repository = new Stock();
                repository.commit(contents(0));
            }
            made++;
            files = contents(made);
        }

        private static Map<String, byte[]> contents(int round) {
            Map<String, byte[]> files = new HashMap<>();
            for (int i = 0; i < PATHS.count(); i++)
                files.put(PATHS.path(i), FileContents.of(round * PATHS.count() + i));
            return files;
        }
    }

    @Benchmark
    public ObjectId memgit(Ours ours) {
        return ours.library.commit(ours.repository, ours.actions);
    }

    @Benchmark
    public ObjectId stock(Peer peer) throws IOException {
        return peer.repository.commit(peer.files);
    }
}
