package io.memgit.bench;

import io.memgit.core.catalog.Catalog;
import io.memgit.core.file.Disk;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.MemoryLedger;
import io.memgit.core.limits.Limits;
import io.memgit.core.object.ObjectView;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepositoriesState;
import io.memgit.core.repo.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Measures repositories in files: how long a snapshot holds up writes, how long it takes to be
 * written
 * and to start from, and what a read costs where the pack is on the heap and where it is mapped.
 * Prints
 * a line for each.
 */
public final class MeasureFiles {

    private static final double MICROSECOND = 1_000;
    private static final double MILLISECOND = 1_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int GRABS = 21;
    private static final int READS = 200_000;
    private static final int ROUNDS = 7;
    private static final int REFS_PER_WRITE = 10_000;

    private final Path data;

    private MeasureFiles(Path data) {
        this.data = data;
    }

    /** Arguments: an empty folder, how many repositories, how many refs one of them has. */
    public static void main(String[] arguments) throws IOException {
        MeasureFiles measure = new MeasureFiles(Path.of(arguments[0]));
        measure.snapshots(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        measure.reads();
    }

    private RepositoriesState open(String name) throws IOException {
        return new RepositoriesState(Limits.defaults(),
                ObjectFiles.open(data.resolve(name), Disk.local(), new Random().nextLong()),
                Long.MAX_VALUE);
    }

    private static Library library(RepositoriesState state) {
        Catalog catalog = new Catalog();
        return new Library(new Storage(new MemoryLedger(List.of(catalog, state)), catalog, List.of(state)));
    }

    private void snapshots(int repositories, int refs) throws IOException {
        RepositoriesState state = open("snapshots");
        Library library = library(state);
        for (int i = 1; i < repositories; i++)
            library.createWithCommits(10);
        withRefs(library, refs);
        long[] nanos = new long[GRABS];
        for (int i = 0; i < GRABS; i++) {
            // What others do on the machine meanwhile is no work of ours.
            long began = THREADS.getCurrentThreadCpuTime();
            state.snapshot();
            nanos[i] = THREADS.getCurrentThreadCpuTime() - began;
        }
        double first = nanos[0] / MILLISECOND;
        Arrays.sort(nanos);
        print("snapshot of %d repositories, one of %d refs: grabbed in (the first time, median; processor time)"
                .formatted(repositories, refs), first, nanos[GRABS / 2] / MILLISECOND, "ms");
        ByteArrayOutputStream snapshot = new ByteArrayOutputStream();
        LedgerState.Snapshot written = state.snapshot();
        print("  written for the first time", millis(() -> written.writeTo(snapshot)), "ms");
        state.snapshotKept(written);
        LedgerState.Snapshot second = state.snapshot();
        print("  written when nothing has changed", millis(() -> second.writeTo(new ByteArrayOutputStream())), "ms");
        RepositoriesState again = open("snapshots");
        print("  started from", millis(() -> again.restore(new ByteArrayInputStream(snapshot.toByteArray()))), "ms");
    }

    private static void withRefs(Library library, int refs) {
        MemoryRepository repository = library.createWithCommits(1);
        ObjectId head = Library.head(repository);
        for (int start = 0; start < refs; start += REFS_PER_WRITE) {
            List<RefUpdate> updates = new ArrayList<>();
            for (int i = start; i < Math.min(refs, start + REFS_PER_WRITE); i++)
                updates.add(RefUpdate.create(new RefName("refs/heads/branch-" + i), head));
            library.update(repository, updates);
        }
    }

    private void reads() throws IOException {
        MemoryRepository heap = folded(new Library());
        MemoryRepository mapped = folded(library(open("reads")));
        List<ObjectId> ids = new ArrayList<>();
        heap.objects().forEach((id, _) -> ids.add(id));
        ids.removeIf(id -> !mapped.objects().has(id));
        Collections.shuffle(ids, new Random(5));
        print("first read of a mapped object, its blocks not yet compared", time(mapped, ids, 100), "us");
        for (int round = 0; round < ROUNDS; round++) {
            print("packed object at random, on the heap", time(heap, ids, READS), "us");
            print("packed object at random, mapped", time(mapped, ids, READS), "us");
        }
    }

    private static MemoryRepository folded(Library library) {
        MemoryRepository repository = library.createWithCommits(50_000);
        library.fold(repository);
        return repository;
    }

    private static double time(MemoryRepository repository, List<ObjectId> ids, int reads) {
        long began = System.nanoTime();
        long bytes = 0;
        for (int i = 0; i < reads; i++) {
            ObjectView view = repository.objects().find(ids.get(i % ids.size()));
            bytes += view == null ? 0 : view.length();
        }
        if (bytes == 0)
            throw new IllegalStateException("nothing was read");
        return (System.nanoTime() - began) / MICROSECOND / reads;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double millis(Work work) throws IOException {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / MILLISECOND;
    }

    private static void print(String what, double value, String unit) {
        System.out.printf("%s\t%.2f %s%n", what, value, unit);
    }

    private static void print(String what, double first, double median, String unit) {
        System.out.printf("%s\t%.2f, %.2f %s%n", what, first, median, unit);
    }
}
