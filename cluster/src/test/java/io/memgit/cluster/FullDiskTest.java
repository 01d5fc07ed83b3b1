package io.memgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.LedgerException.Reason;
import io.memgit.core.ledger.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of 64 MB that is filled and freed. Needs the right to mount one. */
class FullDiskTest {

    private static final long LONGEST_NANOS = 30_000_000_000L;
    private static final int CHUNK = 1 << 16;

    @TempDir
    Path temporary;

    private Path disk = Path.of("");

    @BeforeEach
    void mountADisk() throws IOException, InterruptedException {
        disk = Files.createDirectory(temporary.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64m", "memgit-test", disk.toString()),
                "a file system cannot be mounted here (it takes root): the full disk is not tested");
    }

    @AfterEach
    void unmountIt() throws IOException, InterruptedException {
        run("umount", "-l", disk.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // no such command here
        }
    }

    private void fillUpTo(long left) throws IOException {
        try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
            while (Files.getFileStore(disk).getUsableSpace() > left + CHUNK)
                filler.write(new byte[CHUNK]);
        }
    }

    private void free() throws IOException {
        Files.delete(disk.resolve("filler"));
    }

    private static LedgerException untilRefused(RaftLedger ledger) {
        long until = System.nanoTime() + LONGEST_NANOS;
        while (true) {
            try {
                ledger.submit(Journal.note(-1)).join();
                assertThat(System.nanoTime()).as("still taken").isLessThan(until);
            } catch (CompletionException e) {
                return Ledgers.failure(e);
            }
        }
    }

    @Test
    void writesAreRefusedFromTheReserveOnAndTakenWhenThereIsRoomAgain() throws IOException {
        RaftSettings settings = Ledgers.QUICK.withReserve(16 << 20);
        Journal journal = new Journal();
        try (RaftLedger ledger = Ledgers.open(disk.resolve("ledger"), journal, settings)) {
            assertThat(Ledgers.submit(ledger, 1, 10)).isEqualTo(10);
            fillUpTo(15 << 20);
            LedgerException refused = untilRefused(ledger);
            assertThat(refused.reason()).isEqualTo(Reason.STORAGE_FULL);
            assertThat(refused.fate()).isEqualTo(Fate.NOT_APPLIED);
            assertThat(ledger.status(GroupName.META).condition())
                    .isEqualTo(GroupStatus.Condition.STORAGE_FULL);
            free();
            assertThat(Ledgers.untilTaken(ledger, Journal.note(11))).isEqualTo(Ledgers.accepted(11));
        }
        assertThat(journal.numbers()).isEqualTo(Ledgers.numbers(1, 11));
    }

    @Test
    void aLogThatRanIntoAFullDiskIsOpenedAgainAndNothingAnsweredIsLost() throws IOException {
        Path folder = disk.resolve("ledger");
        Journal journal = new Journal();
        List<Long> accepted = new ArrayList<>();
        try (RaftLedger ledger = Ledgers.open(folder, journal, Ledgers.QUICK)) {
            long number = 1;
            for (int round = 0; round < 3; round++) {
                fillUpTo(3 << 20);
                List<Entry> unknown = new ArrayList<>();
                number = writeUntilItFails(ledger, number, accepted, unknown);
                free();
                for (Entry entry : unknown) {
                    assertThat(Ledgers.untilTaken(ledger, entry)).isInstanceOf(Outcome.Accepted.class);
                    accepted.add(((Journal.Note) entry.payload()).number());
                }
            }
            assertThat(journal.recoveries()).as("opened again is not started").containsExactly(0);
            assertThat(journal.numbers()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(accepted);
        }
        Journal again = new Journal();
        try (RaftLedger ledger = Ledgers.open(folder, again, Ledgers.QUICK)) {
            assertThat(again.numbers()).isEqualTo(journal.numbers());
            assertThat(ledger.status(GroupName.META).condition()).isEqualTo(GroupStatus.Condition.READY);
        }
    }

    private static long writeUntilItFails(RaftLedger ledger, long from, List<Long> accepted, List<Entry> unknown) {
        for (long number = from;; number += 8) {
            List<Entry> entries = new ArrayList<>();
            List<CompletableFuture<Outcome>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                entries.add(Journal.note(number + i, 40_000, null));
                answers.add(ledger.submit(entries.get(i)));
            }
            boolean failed = false;
            for (int i = 0; i < 8; i++) {
                try {
                    assertThat(answers.get(i).join()).isInstanceOf(Outcome.Accepted.class);
                    accepted.add(number + i);
                } catch (CompletionException e) {
                    failed = true;
                    if (Ledgers.failure(e).fate() == Fate.UNKNOWN)
                        unknown.add(entries.get(i));
                }
            }
            if (failed)
                return number + 8;
        }
    }
}
