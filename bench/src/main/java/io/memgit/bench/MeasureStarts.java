package io.memgit.bench;

import io.memgit.bench.report.Measure;
import io.memgit.bench.report.MeasureFile;
import io.memgit.bench.report.Row;
import io.memgit.cluster.RaftSettings;
import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/**
 * Measures how long a start takes for each GiB of log, and of snapshot, beyond a start with nothing
 * on disk. The commits are the smallest there are, so that a GiB has as many entries as it can.
 */
public final class MeasureStarts {

    private static final RaftSettings.Snapshots NEVER = new RaftSettings.Snapshots(Long.MAX_VALUE, Long.MAX_VALUE,
            Duration.ofDays(1), false);
    private static final int WRITERS = 64;
    private static final int COMMITS_AT_ONCE = 500;
    private static final int ROUNDS = 3;
    private static final double GIB = 1 << 30;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long QUICK_BYTES = 24L << 20;
    private static final long FULL_BYTES = 384L << 20;

    private final Path folder;
    private final MeasureFile measures;

    private MeasureStarts(Path folder, MeasureFile measures) {
        this.folder = folder;
        this.measures = measures;
    }

    /** Arguments: {@code quick} or {@code full}, an empty folder, the file of measures. */
    public static void main(String[] arguments) throws Exception {
        boolean quick = arguments[0].equals("quick");
        new MeasureStarts(Path.of(arguments[1]), new MeasureFile(Path.of(arguments[2])))
                .measure(quick ? QUICK_BYTES : FULL_BYTES);
    }

    private void measure(long bytes) throws IOException, InterruptedException, ExecutionException {
        double empty = start(folder.resolve("empty"));
        Path full = folder.resolve("full");
        long log = write(full, bytes);
        double replayed = start(full) - empty;
        System.out.printf("starts: %.2f s for a log of %d MiB%n", replayed, log >> 20);
        measures.append(Measure.alone(Row.START_LOG, Math.max(0, replayed) * GIB / log));
        long snapshot = snapshot(full);
        double restored = start(full) - empty;
        System.out.printf("starts: %.2f s for a snapshot of %d MiB%n", restored, snapshot >> 20);
        measures.append(Measure.alone(Row.START_SNAPSHOT, Math.max(0, restored) * GIB / snapshot));
    }

    private static DurableFolder open(Path folder) throws IOException {
        return DurableFolder.open(folder, NEVER, UnaryOperator.identity());
    }

    /** The median of some starts, in seconds. */
    private static double start(Path folder) throws IOException {
        double[] seconds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long began = System.nanoTime();
            try (DurableFolder _ = open(folder)) {
                seconds[i] = (System.nanoTime() - began) / NANOS_PER_SECOND;
            }
        }
        Arrays.sort(seconds);
        return seconds[ROUNDS / 2];
    }

    private static long write(Path folder, long bytes) throws IOException, InterruptedException, ExecutionException {
        try (DurableFolder durable = open(folder); ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Library library = durable.library();
            List<MemoryRepository> repositories = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++)
                repositories.add(library.create());
            for (int from = 0; durable.logBytes() < bytes; from += COMMITS_AT_ONCE) {
                int first = from;
                List<Callable<Void>> work = new ArrayList<>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    int own = writer;
                    work.add(() -> commit(library, repositories.get(own), own, first));
                }
                for (Future<Void> done : pool.invokeAll(work))
                    done.get();
            }
            return durable.logBytes();
        }
    }

    private static Void commit(Library library, MemoryRepository repository, int writer, int first) {
        for (int i = 0; i < COMMITS_AT_ONCE; i++)
            library.commitOneFile(repository, (first + i) * WRITERS + writer);
        return null;
    }

    private static long snapshot(Path folder) throws IOException {
        try (DurableFolder durable = open(folder)) {
            if (!durable.ledger().snapshot(DurableFolder.DATA).join())
                throw new IllegalStateException("no snapshot was taken");
            return durable.snapshotBytes();
        }
    }
}
