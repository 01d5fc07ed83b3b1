package io.memgit.bench;

import io.memgit.bench.report.Measure;
import io.memgit.bench.report.MeasureFile;
import io.memgit.bench.report.Row;
import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;

/**
 * Weighs the live heap of a JVM that holds one repository of many commits of one file, unfolded and
 * folded. A process of its own, with nothing else in it.
 */
public final class LiveHeap {

    private static final double MEGABYTE = 1_000_000;
    private static final int COLLECTIONS = 5;

    private LiveHeap() {}

    /** Arguments: how many commits, and the file that measures are appended to. */
    public static void main(String[] arguments) throws IOException {
        int commits = Integer.parseInt(arguments[0]);
        MeasureFile measures = new MeasureFile(Path.of(arguments[1]));
        Library library = new Library();
        MemoryRepository repository = library.createWithCommits(commits);
        try {
            measures.append(Measure.alone(Row.HEAP_UNFOLDED, liveBytes() / MEGABYTE));
            library.fold(repository);
            measures.append(Measure.alone(Row.HEAP_FOLDED, liveBytes() / MEGABYTE));
        } finally {
            Reference.reachabilityFence(repository);
            Reference.reachabilityFence(library);
        }
    }

    /** The least that is in use after any of several full collections. */
    static long liveBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
