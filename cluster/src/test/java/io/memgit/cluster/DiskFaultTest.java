package io.memgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.cluster.disk.DataDamagedException;
import io.memgit.core.file.Disk;
import io.memgit.core.file.DiskException;
import io.memgit.core.file.DiskFullException;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk below the ledger's own files fails at some change, is full for a while, or stalls.
 * {@code -Dmemgit.disk.changes=all} for every change.
 */
class DiskFaultTest {

    private static final String CHANGES = System.getProperty("memgit.disk.changes", "10");
    private static final long LAST = 80;
    private static final int AT_ONCE = 8;
    private static final RaftSettings SMALL = Ledgers.small(Ledgers.QUICK);

    @TempDir(factory = MemoryDisk.class)
    Path temporary;

    private static RaftLedger open(Path folder, Journal journal, Disk disk, RaftSettings settings) throws IOException {
        return RaftLedger.open(folder, Map.of(GroupName.META, List.of(journal)), _ -> GroupName.META, settings, disk,
                RunningLog::open);
    }

    /** Small and large entries, and a snapshot between them. */
    private static void write(RaftLedger ledger) {
        for (long number = 1; number <= LAST; number++) {
            Entry entry = Journal.note(number, number % 10 == 0 ? 3000 : 400, null);
            Outcome outcome = Ledgers.untilTaken(ledger, entry);
            assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
            if (number == LAST / 2)
                ledger.snapshot(GroupName.META).join();
        }
    }

    private static void expectAll(Path folder) throws IOException {
        Journal journal = new Journal();
        open(folder, journal, Disk.local(), SMALL).close();
        assertThat(journal.numbers()).isEqualTo(Ledgers.numbers(1, LAST));
    }

    @Test
    void whateverChangeFailsIsDoneAgainAndNothingIsLostOrDoubled() throws IOException {
        AtomicLong changes = new AtomicLong();
        try (RaftLedger ledger = open(temporary.resolve("whole"), new Journal(),
                new DisturbedDisk((_, _) -> changes.incrementAndGet()), SMALL)) {
            write(ledger);
        }
        expectAll(temporary.resolve("whole"));
        List<CompletableFuture<Void>> runs = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int change : chosen(changes.intValue())) {
                for (boolean full : new boolean[]{false, true})
                    runs.add(CompletableFuture.runAsync(() -> failAt(change, full), threads));
            }
            runs.forEach(CompletableFuture::join);
        }
    }

    private static Set<Integer> chosen(int all) {
        Set<Integer> chosen = new TreeSet<>();
        if (CHANGES.equals("all"))
            IntStream.range(0, all).forEach(chosen::add);
        else
            new Random(all).ints(Integer.parseInt(CHANGES), 0, all).forEach(chosen::add);
        return chosen;
    }

    /** Has one change fail, or some in a row as on a full disk. */
    private void failAt(int change, boolean full) {
        AtomicLong changes = new AtomicLong();
        Disk disk = new DisturbedDisk((what, path) -> {
            long now = changes.getAndIncrement();
            String message = "cannot " + what + " " + path + " (change " + change + ")";
            if (!full && now == change)
                throw new DiskException(message + ": Input/output error");
            if (full && now >= change && now < change + 5)
                throw new DiskFullException(message, new IOException("No space left on device"));
        });
        Path folder = temporary.resolve((full ? "full" : "broken") + change);
        try {
            while (true) {
                try (RaftLedger ledger = open(folder, new Journal(), disk, SMALL)) {
                    write(ledger);
                    break;
                } catch (DataDamagedException e) {
                    throw e;
                } catch (IOException e) {
                    assertThat(changes.get()).as("it could not be opened because of the disk: %s", e)
                            .isGreaterThan(change);
                }
            }
            expectAll(folder);
        } catch (IOException e) {
            throw new AssertionError("change " + change + (full ? " on a full disk" : " fails"), e);
        }
    }

    @Test
    void aLedgerWhoseDiskStallsAnswersNothingSaysSoAndGoesOn() throws IOException {
        RaftSettings.Submits submits = SMALL.submits();
        RaftSettings settings = SMALL.with(new RaftSettings.Submits(submits.maxOutstanding(),
                submits.maxOutstandingBytes(), submits.inlineBytes(), submits.maxEntryBytes(), Duration.ofMillis(200)));
        AtomicBoolean stalls = new AtomicBoolean();
        CountDownLatch goesOn = new CountDownLatch(1);
        Disk disk = new DisturbedDisk((change, path) -> {
            if (stalls.get() && change.equals("sync folder") && path.endsWith("current"))
                await(goesOn);
        });
        Journal journal = new Journal();
        try (RaftLedger ledger = open(temporary.resolve("stalled"), journal, disk, settings)) {
            assertThat(Ledgers.untilTaken(ledger, Journal.note(1))).isEqualTo(Ledgers.accepted(1));
            stalls.set(true);
            List<Entry> entries = new ArrayList<>();
            List<CompletableFuture<Outcome>> answers = new ArrayList<>();
            for (long number = 2; ledger.status(GroupName.META).condition() == GroupStatus.Condition.READY; number++) {
                entries.add(Journal.note(number, 500, null));
                answers.add(ledger.submit(entries.getLast()));
                if (number % 40 == 0) // fills a segment, and then waits for what becomes of it
                    CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new)).exceptionally(_ -> null)
                            .join();
            }
            assertThat(ledger.status(GroupName.META).condition()).isEqualTo(GroupStatus.Condition.STALLED);
            assertThat(Ledgers.failure(ledger.submit(Journal.note(-1))).fate()).isEqualTo(Fate.NOT_APPLIED);
            goesOn.countDown();
            List<Long> expected = new ArrayList<>(List.of(1L));
            for (int i = 0; i < entries.size(); i++) {
                Fate fate = fateOf(answers.get(i));
                if (fate == Fate.UNKNOWN)
                    assertThat(Ledgers.untilTaken(ledger, entries.get(i))).isInstanceOf(Outcome.Accepted.class);
                if (fate != Fate.NOT_APPLIED)
                    expected.add(((Journal.Note) entries.get(i).payload()).number());
            }
            assertThat(journal.numbers()).containsExactlyInAnyOrderElementsOf(expected);
            Ledgers.until(() -> ledger.status(GroupName.META).condition() == GroupStatus.Condition.READY);
        }
    }

    /** What an answer says of it, or null when it was accepted. */
    private static @Nullable Fate fateOf(CompletableFuture<Outcome> answer) {
        try {
            assertThat(answer.join()).isInstanceOf(Outcome.Accepted.class);
            return null;
        } catch (CompletionException e) {
            return Ledgers.failure(e).fate();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
