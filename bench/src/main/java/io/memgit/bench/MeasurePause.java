package io.memgit.bench;

import io.memgit.bench.report.Measure;
import io.memgit.bench.report.MeasureFile;
import io.memgit.bench.report.Row;
import io.memgit.cluster.RaftSettings;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Payload;
import io.memgit.core.ledger.PayloadKind;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Measures for how long the thread that applies stands still when a snapshot of many refs is taken
 * while others write: what {@link LedgerState#snapshot} takes, by the clock of the wall.
 */
public final class MeasurePause {

    private static final RaftSettings.Snapshots WHEN_ASKED = new RaftSettings.Snapshots(Long.MAX_VALUE, Long.MAX_VALUE,
            Duration.ofDays(1), false);
    private static final int QUICK_REFS = 50_000;
    private static final int FULL_REFS = 1_000_000;
    private static final int REFS_PER_WRITE = 5_000;
    private static final int SNAPSHOTS = 10;
    private static final int WRITERS = 16;
    private static final double MILLISECOND = 1_000_000;

    private MeasurePause() {}

    /** The state of the repositories, and how long it was held up. */
    private static final class Timed implements LedgerState {
        private final LedgerState state;
        private volatile long longestNanos;

        Timed(LedgerState state) {
            this.state = state;
        }

        @Override
        public Snapshot snapshot() {
            long began = System.nanoTime();
            Snapshot taken = state.snapshot();
            longestNanos = Math.max(longestNanos, System.nanoTime() - began);
            return taken;
        }

        @Override
        public PayloadKind kind() {
            return state.kind();
        }

        @Override
        public byte[] encode(Payload payload) {
            return state.encode(payload);
        }

        @Override
        public Payload decode(byte[] bytes) throws IOException {
            return state.decode(bytes);
        }

        @Override
        public Outcome apply(Entry entry) {
            return state.apply(entry);
        }

        @Override
        public void restore(InputStream in) throws IOException {
            state.restore(in);
        }

        @Override
        public void snapshotKept(Snapshot snapshot) {
            state.snapshotKept(snapshot);
        }

        @Override
        public void recovered() {
            state.recovered();
        }
    }

    /** Arguments: {@code quick} or {@code full}, an empty folder, the file of measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int refs = arguments[0].equals("quick") ? QUICK_REFS : FULL_REFS;
        List<Timed> timed = new ArrayList<>();
        try (DurableFolder durable = DurableFolder.open(Path.of(arguments[1]), WHEN_ASKED, state -> {
            timed.add(new Timed(state));
            return timed.getFirst();
        })) {
            double written = measure(durable, refs);
            MeasureFile measures = new MeasureFile(Path.of(arguments[2]));
            measures.append(Measure.alone(Row.SNAPSHOT_PAUSE, timed.getFirst().longestNanos / MILLISECOND));
            measures.append(Measure.alone(Row.SNAPSHOT_WRITTEN, written));
        }
    }

    private static double measure(DurableFolder durable, int refs) throws InterruptedException {
        Library library = durable.library();
        MemoryRepository repository = library.createWithCommits(1);
        ObjectId head = Library.head(repository);
        for (int start = 0; start < refs; start += REFS_PER_WRITE) {
            List<RefUpdate> updates = new ArrayList<>();
            for (int i = start; i < Math.min(refs, start + REFS_PER_WRITE); i++)
                updates.add(RefUpdate.create(new RefName("refs/heads/branch-" + i), head));
            library.update(repository, updates);
        }
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger made = new AtomicInteger();
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(Thread.ofVirtual().start(() -> {
                while (over.getCount() > 0)
                    library.update(repository,
                            List.of(RefUpdate.create(new RefName("refs/heads/load-" + made.incrementAndGet()), head)));
            }));
        }
        long longest = 0;
        for (int i = 0; i < SNAPSHOTS; i++) {
            long began = System.nanoTime();
            if (!durable.ledger().snapshot(DurableFolder.DATA).join())
                throw new IllegalStateException("no snapshot was taken");
            longest = Math.max(longest, System.nanoTime() - began);
        }
        over.countDown();
        for (Thread writer : writers)
            writer.join();
        System.out.printf("pause: %d writes while %d snapshots of %d refs were taken%n", made.get(), SNAPSHOTS, refs);
        return longest / MILLISECOND;
    }
}
