package io.memgit.bench.ledger;

import io.memgit.bench.report.Measure;
import io.memgit.bench.report.MeasureFile;
import io.memgit.bench.report.Row;
import io.memgit.cluster.GroupName;
import io.memgit.cluster.RaftLedger;
import io.memgit.cluster.RaftSettings;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.name.RepoId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures entries in the durable ledger, in turns with a bare append and sync of as many bytes.
 */
public final class MeasureLedger {

    private static final String PEER = "append + sync";
    private static final int BYTES = 300;
    private static final int WRITERS = 64;
    private static final int ALLOCATED_BYTES = 4 << 20;
    private static final double NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Entry ENTRY = new Entry(RepoId.META, new Actor("bench"), 1, new Tally.Bytes(BYTES));

    /** What one round gave: microseconds, and entries a second. */
    private record Round(double bare50, double ledger50, double bareRate, double ledgerRate) {}

    private final Ledger ledger;
    private final Path bare;
    private final int times;

    /**
     * @param bare
     *            a file that has its room already, as a segment of the log has
     */
    private MeasureLedger(Ledger ledger, Path bare, int times) {
        this.ledger = ledger;
        this.bare = bare;
        this.times = times;
    }

    /**
     * Arguments: {@code quick} or {@code full}, a folder on the disk to be measured, the file of
     * measures.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean quick = arguments[0].equals("quick");
        measure(Path.of(arguments[1]), quick ? 500 : 2_000, quick ? 3 : 7, new MeasureFile(Path.of(arguments[2])));
    }

    /**
     * @param times
     *            how many entries each writer submits in a round
     */
    static void measure(Path disk, int times, int count, MeasureFile measures)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(disk), "ledger");
        List<Round> rounds = new ArrayList<>();
        try (RaftLedger ledger = RaftLedger.open(folder.resolve("ledger"),
                Map.of(GroupName.META, List.of(new Tally())), _ -> GroupName.META, RaftSettings.DEFAULT)) {
            Path bare = Files.write(folder.resolve("bare"), new byte[ALLOCATED_BYTES], StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            MeasureLedger measure = new MeasureLedger(ledger, bare, times);
            measure.round(); // warms up
            for (int i = 0; i < count; i++)
                rounds.add(measure.round());
        }
        write(rounds, measures);
    }

    private Round round() throws IOException, InterruptedException {
        long[] bare = bare();
        long[] alone = new long[times];
        submit(alone, 0, times);
        return new Round(median(bare) / NANOS_PER_MICRO, median(alone) / NANOS_PER_MICRO,
                times * NANOS_PER_SECOND / Arrays.stream(bare).sum(), together());
    }

    private double together() throws InterruptedException {
        long[] nanos = new long[WRITERS * times];
        List<Thread> writers = new ArrayList<>();
        long start = System.nanoTime();
        for (int writer = 0; writer < WRITERS; writer++) {
            int from = writer * times;
            writers.add(Thread.ofVirtual().start(() -> submit(nanos, from, from + times)));
        }
        for (Thread writer : writers)
            writer.join();
        return nanos.length * NANOS_PER_SECOND / (System.nanoTime() - start);
    }

    private void submit(long[] nanos, int from, int to) {
        for (int i = from; i < to; i++) {
            long start = System.nanoTime();
            ledger.submit(ENTRY).join();
            nanos[i] = System.nanoTime() - start;
        }
    }

    private long[] bare() throws IOException {
        long[] nanos = new long[times];
        try (FileChannel channel = FileChannel.open(bare, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                channel.write(bytes.clear(), (long) i * BYTES);
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        }
        return nanos;
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void write(List<Round> rounds, MeasureFile measures) throws IOException {
        measures.append(new Measure(Row.LEDGER_P50, median(rounds, Round::ledger50), PEER,
                median(rounds, Round::bare50)));
        measures.append(new Measure(Row.LEDGER_RATE, median(rounds, Round::ledgerRate), PEER,
                median(rounds, Round::bareRate)));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
