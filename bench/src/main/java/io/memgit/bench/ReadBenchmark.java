package io.memgit.bench;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.FileContent;
import io.memgit.core.browse.GitPath;
import io.memgit.core.browse.ReadResult;
import io.memgit.core.browse.Resolution;
import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads a file of 100 B by branch and path, each time another one. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReadBenchmark {

    /** memgit. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls the setup
    public static class Ours {

        @Param({"1000", "100000"})
        int files;

        @Param({"hot", "packed"})
        String tier;

        private final Library library = new Library();
        private Browse browse;
        private MemoryRepository repository;
        private FilePaths paths;
        private int at;

        @Setup
        public void makeTheRepository() {
            browse = library.browse();
            paths = new FilePaths(files);
            repository = library.createWithFiles(paths);
            if (tier.equals("packed"))
                library.fold(repository);
        }

        byte[] read() throws IOException {
            at = paths.after(at);
            GitPath path = GitPath.parse(paths.path(at)).orElseThrow();
            // Nothing is named by its hash here, so nobody asks what may be seen.
            if (!(browse.resolve(repository, "main", _ -> false) instanceof Resolution.Resolved resolved))
                throw new IllegalStateException("the branch is not found");
            ReadResult result = browse.read(repository, resolved.tree(), path);
            if (!(result instanceof FileContent file))
                throw new IllegalStateException(path + ": " + result);
            return file.bytes();
        }
    }

    /** Stock JGit, with everything in one pack. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls the setup
    public static class Peer {

        @Param({"1000", "100000"})
        int files;

        private final Stock repository = new Stock();
        private FilePaths paths;
        private int at;

        @Setup
        public void makeTheRepository() throws IOException {
            paths = new FilePaths(files);
            Map<String, byte[]> all = new HashMap<>();
            for (int i = 0; i < files; i++)
                all.put(paths.path(i), FileContents.of(i));
            repository.commit(all);
        }

        byte[] read() throws IOException {
            at = paths.after(at);
            return repository.read(paths.path(at));
        }
    }

    @Benchmark
    public byte[] memgit(Ours ours) throws IOException {
        return ours.read();
    }

    @Benchmark
    public byte[] stock(Peer peer) throws IOException {
        return peer.read();
    }
}
