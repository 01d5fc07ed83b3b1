package io.memgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.cluster.disk.DataDamagedException;
import io.memgit.cluster.disk.GroupFolder;
import io.memgit.cluster.disk.LogScan;
import io.memgit.core.ledger.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A log that Ratis wrote, cut and flipped at every byte of its end, judged against where its
 * entries are.
 */
@Execution(ExecutionMode.CONCURRENT)
class LogScanTest {

    private static final int LAST_BYTES = 4096;
    private static final int ALLOCATED_BYTES = 512;
    private static final int HEADER_BYTES = 8;
    private static final int CRC_BYTES = 4;

    @TempDir(factory = MemoryDisk.class)
    Path temporary;

    /** The last entries of the log, which were submitted before any of them was synced. */
    private static final int TOGETHER = 40;
    private static final int PAGE = 4096;

    private byte[] log = {};
    private final List<Integer> ends = new ArrayList<>();
    private GroupFolder folder = new GroupFolder(Path.of(""), new UUID(1, 2));

    @BeforeEach
    void writeALog() throws IOException {
        log = write(temporary.resolve("ledger"), 60, 0);
        for (int at = HEADER_BYTES; at < log.length; ends.add(at))
            at = endOfEntry(at);
        assertThat(ends).hasSizeGreaterThan(60).last().isEqualTo(log.length);
        folder = new GroupFolder(temporary.resolve("group"), new UUID(1, 2));
        Files.createDirectories(folder.segments());
    }

    /** The log of some entries, each submitted when the one before was answered, and some together. */
    private static byte[] write(Path folder, int alone, int together) throws IOException {
        Journal journal = new Journal();
        try (RaftLedger ledger = Ledgers.open(folder, journal, Ledgers.QUICK)) {
            for (int number = 1; number <= alone; number++)
                ledger.submit(Journal.note(number, number * 37 % 300, null)).join();
            CountDownLatch applying = journal.holdApply();
            List<CompletableFuture<Outcome>> answers = new ArrayList<>();
            for (int number = 1; number <= together; number++)
                answers.add(ledger.submit(Journal.note(alone + number, 300, null)));
            applying.countDown();
            answers.forEach(CompletableFuture::join);
        }
        return Files.readAllBytes(Ledgers.files(Ledgers.segments(folder), "log_inprogress_0").getFirst());
    }

    @Test
    void pagesOfEntriesThatWereWrittenTogetherMayBeMissingInAnyOrder() throws IOException {
        log = write(temporary.resolve("batch"), 20, TOGETHER);
        ends.clear();
        for (int at = HEADER_BYTES; at < log.length; ends.add(at))
            at = endOfEntry(at);
        int answered = last() - TOGETHER;
        for (int page = ends.get(answered); page + PAGE < log.length; page += 100) {
            byte[] torn = log.clone();
            Arrays.fill(torn, page, page + PAGE, (byte) 0);
            expectCut(torn, answered, whole(torn), page);
            expectDamage(torn, whole(torn), page);
        }
        byte[] flipped = log.clone();
        flipped[ends.get(answered) - CRC_BYTES - 1] ^= 1;
        expectDamage(flipped, answered - 2, ends.get(answered));
    }

    private int endOfEntry(int start) {
        int at = start;
        int size = 0;
        int shift = 0;
        do {
            size |= (log[at] & 0x7f) << shift;
            shift += 7;
        } while (log[at++] < 0);
        return at + size + CRC_BYTES;
    }

    private int last() {
        return ends.size() - 1;
    }

    /** How many entries are whole in {@code bytes}, from the first on. */
    private int whole(byte[] bytes) {
        int whole = 0;
        while (whole < ends.size() && ends.get(whole) <= bytes.length
                && Arrays.equals(bytes, 0, ends.get(whole), log, 0, ends.get(whole)))
            whole++;
        return whole;
    }

    private Path segment(byte[] bytes) throws IOException {
        Path file = folder.segments().resolve("log_inprogress_0");
        Files.write(file, bytes);
        return file;
    }

    private long scan(int answered) throws IOException {
        return new LogScan(folder, -1, answered).run();
    }

    private void expectDamage(byte[] bytes, int answered, int at) throws IOException {
        Path file = segment(bytes);
        assertThatThrownBy(() -> scan(answered)).as("byte %s, answered up to %s", at, answered)
                .isInstanceOf(DataDamagedException.class).hasMessageContaining(file.toString());
        assertThat(Files.readAllBytes(file)).as("what is damaged stays as it is").isEqualTo(bytes);
    }

    private void expectCut(byte[] bytes, int answered, int whole, int at) throws IOException {
        Path file = segment(bytes);
        assertThat(scan(answered)).as("byte %s, answered up to %s", at, answered).isEqualTo(whole - 1L);
        byte[] left = Files.readAllBytes(file);
        int end = ends.get(whole - 1);
        assertThat(Arrays.equals(left, 0, end, log, 0, end)).isTrue();
        assertThat(Arrays.copyOfRange(left, end, left.length)).containsOnly(new byte[left.length == end ? 0 : 1]);
        assertThat(scan(answered)).as("the second scan").isEqualTo(whole - 1L);
    }

    @Test
    void anEndThatIsCutAnywhereIsTornOrDamageByWhatWasAnswered() throws IOException {
        for (int at = log.length - LAST_BYTES; at < log.length; at++) {
            byte[] shorter = Arrays.copyOf(log, at);
            byte[] zeroed = Arrays.copyOf(shorter, log.length + ALLOCATED_BYTES);
            for (byte[] cut : List.of(shorter, zeroed)) {
                int whole = whole(cut);
                expectCut(cut, whole - 1, whole, at);
                expectCut(cut, whole / 2, whole, at);
                if (whole <= last())
                    expectDamage(cut, whole, at);
            }
        }
    }

    @Test
    void aFlippedByteIsDamageExceptInALastEntryThatNobodyWasAnsweredFor() throws IOException {
        for (int at = log.length - LAST_BYTES; at < log.length; at++) {
            for (int bit : new int[]{0x01, 0x10, 0x80, 0xff}) {
                byte[] flipped = Arrays.copyOf(log, log.length + (bit == 1 ? ALLOCATED_BYTES : 0));
                flipped[at] ^= (byte) bit;
                int whole = whole(flipped);
                expectDamage(flipped, last(), at);
                if (whole == last())
                    expectCut(flipped, whole - 1, whole, at);
                else
                    expectDamage(flipped, -1, at);
            }
        }
    }

    @Test
    void aFlippedHeadIsDamage() throws IOException {
        for (int at = 0; at < HEADER_BYTES; at++) {
            byte[] flipped = log.clone();
            flipped[at] ^= 0x20;
            expectDamage(flipped, -1, at);
        }
    }

    @Test
    void aSegmentWithoutAnEntryGoesWhenNothingInItWasAnswered() throws IOException {
        for (int length : new int[]{0, 3, HEADER_BYTES, HEADER_BYTES + 100}) {
            byte[] started = Arrays.copyOf(Arrays.copyOf(log, Math.min(length, HEADER_BYTES)), length);
            Path file = segment(started);
            assertThat(scan(-1)).isEqualTo(-1);
            assertThat(file).doesNotExist();
            expectDamage(started, 0, length);
            Files.delete(file);
        }
    }

    @Test
    void entriesBehindTheAppliedOnesAreCutAfterAFailureOfTheDisk() throws IOException {
        for (int applied : new int[]{0, 17, last() - 1, last()}) {
            Path file = segment(Arrays.copyOf(log, log.length + ALLOCATED_BYTES));
            LogScan scan = new LogScan(folder, -1, applied);
            scan.cutBehind(applied);
            assertThat(scan.run()).isEqualTo(applied);
            byte[] left = Files.readAllBytes(file);
            assertThat(Arrays.equals(left, 0, ends.get(applied), log, 0, ends.get(applied))).isTrue();
        }
    }

    @Test
    void filesOfAPurgeThatAreBackAreDropped() throws IOException {
        Path old = folder.segments().resolve("log_0-9");
        Files.write(old, Arrays.copyOf(log, ends.get(9)));
        byte[] rest = Arrays.copyOf(log, HEADER_BYTES + log.length - ends.get(29));
        System.arraycopy(log, ends.get(29), rest, HEADER_BYTES, log.length - ends.get(29));
        Path open = folder.segments().resolve("log_inprogress_30");
        Files.write(open, rest);
        assertThat(new LogScan(folder, 35, last()).run()).isEqualTo(last());
        assertThat(old).doesNotExist();
        assertThatThrownBy(() -> new LogScan(folder, 28, last()).run()).isInstanceOf(DataDamagedException.class)
                .hasMessageContaining(open.toString());
    }
}
