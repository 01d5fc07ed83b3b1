package io.memgit.bench;

import io.memgit.core.ref.RefEntry;
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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One more branch among few and very many, and the list of the 100 with a common prefix. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RefsBenchmark {

    private static final int REFS_PER_GROUP = 100;
    private static final int BATCH = 100;

    /** memgit. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls the setup
    public static class Ours {

        @Param({"1000", "1000000"})
        int refs;

        private final Library library = new Library();
        private final List<RefName> names = new ArrayList<>();
        private MemoryRepository repository;
        private ObjectId head;
        private int group;

        @Setup
        public void makeTheRefs() {
            repository = library.createWithCommits(1);
            head = Library.head(repository);
            List<RefUpdate> updates = new ArrayList<>();
            for (int i = 0; i < refs; i++)
                updates.add(RefUpdate.create(new RefName(groupName(i % groups(refs)) + "branch-" + i), head));
            library.update(repository, updates);
        }

        @Setup(Level.Invocation)
        public void chooseNames() {
            for (int i = 0; i < BATCH; i++) {
                group = (group + 7_919) % groups(refs);
                names.add(new RefName(groupName(group) + "new-" + i));
            }
        }

        @TearDown(Level.Invocation)
        public void removeWhatWasAdded() {
            List<RefUpdate> updates = new ArrayList<>();
            for (RefName name : names) {
                if (repository.refs().get(name) != null)
                    updates.add(RefUpdate.delete(name, head));
            }
            names.clear();
            if (!updates.isEmpty())
                library.update(repository, updates);
        }
    }

    /** Stock JGit, which is too slow for more refs. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls the setup
    public static class Peer {

        @Param("1000")
        int stockRefs;

        private final List<String> names = new ArrayList<>();
        private Stock repository;
        private int group;

        @Setup(Level.Invocation)
        public void makeTheRefs() throws IOException {
            repository = new Stock();
            repository.commitOneFile(0);
            List<String> all = new ArrayList<>();
            for (int i = 0; i < stockRefs; i++)
                all.add(groupName(i % groups(stockRefs)) + "branch-" + i);
            repository.createBranchesAtOnce(all);
            names.clear();
            for (int i = 0; i < BATCH; i++) {
                group = (group + 7_919) % groups(stockRefs);
                names.add(groupName(group) + "new-" + i);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void memgitCreate(Ours ours) {
        for (RefName name : ours.names)
            ours.library.update(ours.repository, List.of(RefUpdate.create(name, ours.head)));
    }

    @Benchmark
    public int memgitList(Ours ours) {
        int letters = 0;
        for (RefEntry ref : ours.repository.refs().withPrefix(groupName(ours.group)))
            letters += ref.name().value().length();
        return letters;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void stockCreate(Peer peer) throws IOException {
        peer.repository.createBranches(peer.names);
    }

    @Benchmark
    public int stockList(Peer peer) throws IOException {
        return peer.repository.list(groupName(peer.group)).size();
    }

    private static int groups(int refs) {
        return refs / REFS_PER_GROUP;
    }

    private static String groupName(int group) {
        return "refs/heads/group-" + group + "/";
    }
}
