package io.memgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.cluster.disk.DataDamagedException;
import io.memgit.cluster.disk.DataFolderException;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A ledger that is closed and opened again, with its files as they were and not as they were. */
@Execution(ExecutionMode.CONCURRENT)
class RestartTest {

    private static final RaftSettings AT_CLOSE = Ledgers.QUICK
            .with(new RaftSettings.Snapshots(1000, 1 << 30, Duration.ofDays(1), true));
    private static final RaftSettings OFTEN = Ledgers.small(Ledgers.QUICK)
            .with(new RaftSettings.Snapshots(100, 1 << 30, Duration.ofDays(1), false));

    @TempDir
    Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void nameTheFolder() {
        folder = temporary.resolve("ledger");
    }

    private void write(RaftSettings settings, long from, long to) throws IOException {
        try (RaftLedger ledger = Ledgers.open(folder, new Journal(), settings)) {
            assertThat(Ledgers.submit(ledger, from, to)).isEqualTo(to - from + 1);
        }
    }

    private void expect(RaftSettings settings, long last) throws IOException {
        Journal journal = new Journal();
        try (RaftLedger ledger = Ledgers.open(folder, journal, settings)) {
            assertThat(journal.numbers()).isEqualTo(Ledgers.numbers(1, last));
            assertThat(journal.recoveries()).containsExactly((int) last);
            assertThat(ledger.submit(Journal.note(last + 1)).join()).isEqualTo(Ledgers.accepted(last + 1));
        }
    }

    private void expectDamage(Path file) {
        assertThatThrownBy(() -> Ledgers.open(folder, new Journal(), Ledgers.QUICK))
                .isInstanceOf(DataDamagedException.class).hasMessageContaining(file.toString());
    }

    private Path openSegment() throws IOException {
        return Ledgers.files(Ledgers.segments(folder), "log_inprogress_").getFirst();
    }

    @Test
    void whatWasAnsweredIsReplayedFromTheLogInItsOrder() throws IOException {
        write(Ledgers.QUICK, 1, 200);
        expect(Ledgers.QUICK, 200);
        expect(Ledgers.QUICK, 201);
    }

    @Test
    void theSnapshotAtTheCloseIsRestoredAndATornOneBesideItDropped() throws IOException {
        write(AT_CLOSE, 1, 200);
        Path snapshots = Ledgers.group(folder).resolve("snapshots");
        Path torn = Files.writeString(snapshots.resolve("snapshot-0000000000000009999-0000000000000000001.tmp"), "MGS");
        Ledgers.files(Ledgers.segments(folder), "log_").forEach(RestartTest::delete); // all is in the snapshot
        expect(Ledgers.QUICK, 200);
        assertThat(torn).doesNotExist();
    }

    @Test
    void snapshotsComeWhileEntriesDoAndFreeTheLogAndTheSpilledEntries() throws IOException {
        Journal journal = new Journal();
        try (RaftLedger ledger = Ledgers.open(folder, journal, OFTEN)) {
            for (long number = 1; number <= 1000; number++)
                ledger.submit(Journal.note(number, number % 10 == 0 ? 2000 : 100, null)).join();
            assertThat(ledger.snapshot(GroupName.META).join()).isTrue();
            assertThat(journal.snapshots()).isGreaterThan(1);
            assertThat(journal.kept()).isSorted().last().isEqualTo(1000);
            assertThat(Ledgers.files(Ledgers.group(folder).resolve("spilled"), "")).isEmpty();
            assertThat(Ledgers.files(Ledgers.group(folder).resolve("snapshots"), "")).hasSize(1);
        }
        assertThat(Ledgers.files(Ledgers.segments(folder), "log_0")).isEmpty();
        expect(OFTEN, 1000);
    }

    @Test
    void entriesInFilesOfTheirOwnCountWithTheirBytesForTheNextSnapshot() throws IOException {
        RaftSettings settings = Ledgers.small(Ledgers.QUICK)
                .with(new RaftSettings.Snapshots(1_000_000, 20_000, Duration.ofDays(1), false));
        Journal journal = new Journal();
        try (RaftLedger ledger = Ledgers.open(folder, journal, settings)) {
            for (long number = 1; journal.snapshots() < 2 && number <= 100; number++)
                ledger.submit(Journal.note(number, 5000, null)).join();
            assertThat(journal.snapshots()).isEqualTo(2);
        }
    }

    @Test
    void aSnapshotComesAfterAWhileWhenHardlyAnybodyWrites() throws IOException {
        Journal journal = new Journal();
        try (RaftLedger ledger = Ledgers.open(folder, journal,
                Ledgers.QUICK.with(new RaftSettings.Snapshots(1_000_000, 1 << 30, Duration.ofMillis(1), false)))) {
            ledger.submit(Journal.note(1)).join();
            Ledgers.until(() -> journal.kept().contains(1));
        }
    }

    @Test
    void aDamagedSnapshotRefusesToStartAndIsNamed() throws IOException {
        write(AT_CLOSE, 1, 50);
        Path snapshot = Ledgers.files(Ledgers.group(folder).resolve("snapshots"), "snapshot-").getFirst();
        byte[] whole = Files.readAllBytes(snapshot);
        for (int at = 0; at < whole.length; at += 41) {
            Ledgers.flip(snapshot, at);
            expectDamage(snapshot);
            Files.write(snapshot, whole);
        }
        Files.write(snapshot, Arrays.copyOf(whole, whole.length - 9));
        expectDamage(snapshot);
    }

    @Test
    void spilledEntriesAreReplayedAndOrphansDropped() throws IOException {
        RaftSettings settings = Ledgers.small(Ledgers.QUICK);
        try (RaftLedger ledger = Ledgers.open(folder, new Journal(), settings)) {
            for (long number = 1; number <= 5; number++)
                ledger.submit(Journal.note(number, 5000, null)).join();
        }
        Path spilled = Ledgers.group(folder).resolve("spilled");
        assertThat(Ledgers.files(spilled, "")).hasSize(5);
        Path orphan = Files.writeString(spilled.resolve("0".repeat(64)), "nobody's");
        Path torn = Files.writeString(spilled.resolve("1".repeat(64) + ".tmp"), "torn");
        expect(settings, 5);
        assertThat(Ledgers.files(spilled, "")).hasSize(5).doesNotContain(orphan, torn);
        Path one = Ledgers.files(spilled, "").getFirst();
        Ledgers.flip(one, 100);
        expectDamage(one);
        Files.delete(one);
        expectDamage(one);
    }

    @Test
    void ofEntriesWithOneKeyOneIsAcceptedAcrossRestartsAndSnapshots() throws IOException {
        try (RaftLedger ledger = Ledgers.open(folder, new Journal(), AT_CLOSE)) {
            assertThat(ledger.submit(Journal.note(7, 0, "key")).join()).isEqualTo(Ledgers.accepted(1));
            assertThat(ledger.submit(Journal.note(8, 0, "other")).join()).isEqualTo(Ledgers.accepted(2));
            assertThat(Ledgers.repeated(ledger.submit(Journal.note(9, 0, "key")))).isEqualTo(1);
            assertThat(ledger.submit(Journal.note(-1, 0, "refused")).join()).isInstanceOf(Outcome.Refused.class);
        }
        write(Ledgers.QUICK, "logged", 10);
        for (int restart = 0; restart < 2; restart++) {
            Journal journal = new Journal();
            try (RaftLedger ledger = Ledgers.open(folder, journal, Ledgers.QUICK)) {
                assertThat(Ledgers.repeated(ledger.submit(Journal.note(11, 0, "key")))).isEqualTo(1);
                assertThat(Ledgers.repeated(ledger.submit(Journal.note(12, 0, "logged")))).isEqualTo(3);
                assertThat(ledger.receipt("other", 0)).get().extracting(Receipt::timeMillis).isEqualTo(8L);
                assertThat(ledger.receipt("refused", 0)).isEmpty();
                assertThat(journal.numbers()).containsExactly(7L, 8L, 10L);
            }
        }
    }

    private void write(RaftSettings settings, String key, long number) throws IOException {
        try (RaftLedger ledger = Ledgers.open(folder, new Journal(), settings)) {
            ledger.submit(Journal.note(number, 0, key)).join();
        }
    }

    @Test
    void aTornEndThatNobodyWasAnsweredForIsCutAndKept() throws IOException {
        write(Ledgers.QUICK, 1, 20);
        Files.write(openSegment(), new byte[]{40, 8, 2, 16, 99, 1, 2, 3, 0, 0, 0, 0},
                StandardOpenOption.APPEND);
        expect(Ledgers.QUICK, 20);
        List<Path> copies = Ledgers.files(Ledgers.group(folder).resolve("cut"), "log_inprogress_");
        assertThat(copies).singleElement().satisfies(
                copy -> assertThat(Files.readAllBytes(copy)).containsExactly(40, 8, 2, 16, 99, 1, 2, 3));
    }

    @Test
    void whatIsGoneOrDamagedIsNamed() throws IOException {
        write(Ledgers.QUICK, 1, 20);
        Path saved = temporary.resolve("saved");
        copy(folder, saved);
        Path segment = openSegment();
        Path terms = segment.resolveSibling("raft-meta");
        Path answered = Ledgers.group(folder).resolve("synced");
        Path group = Ledgers.group(folder);
        expectDamageAfter(saved, segment, () -> Ledgers.flip(segment, 20));
        expectDamageAfter(saved, segment, () -> Files.write(segment, new byte[0]));
        expectDamageAfter(saved, Ledgers.segments(folder), () -> Files.delete(segment));
        expectDamageAfter(saved, terms, () -> Files.delete(terms));
        expectDamageAfter(saved, answered, () -> Files.delete(answered));
        expectDamageAfter(saved, group, () -> deleteAll(group));
        expectDamageAfter(saved, folder.resolve("format"), () -> Ledgers.flip(folder.resolve("format"), 20));
        expectDamageAfter(saved, folder.resolve("format"), () -> Files.delete(folder.resolve("format")));
        restore(saved);
        expect(Ledgers.QUICK, 20);
    }

    private interface Damage {
        void happen() throws IOException;
    }

    private void expectDamageAfter(Path saved, Path named, Damage damage) throws IOException {
        restore(saved);
        damage.happen();
        expectDamage(named);
    }

    private void restore(Path saved) throws IOException {
        deleteAll(folder);
        copy(saved, folder);
    }

    @Test
    void aRenameOfAFullSegmentThatWasLostIsDoneAgain() throws IOException {
        write(Ledgers.QUICK, 1, 20);
        write(Ledgers.QUICK, 21, 40);
        Path full = Ledgers.files(Ledgers.segments(folder), "log_0-").getFirst();
        Files.move(full, full.resolveSibling("log_inprogress_0"));
        expect(Ledgers.QUICK, 40);
        assertThat(full).exists();
    }

    @Test
    void aMissingSegmentBetweenOthersIsDamage() throws IOException {
        write(Ledgers.QUICK, 1, 20);
        write(Ledgers.QUICK, 21, 40);
        write(Ledgers.QUICK, 41, 60);
        List<Path> full = Ledgers.files(Ledgers.segments(folder), "log_").stream()
                .filter(file -> !file.toString().contains("inprogress")).toList();
        assertThat(full).hasSize(2);
        delete(full.getLast());
        expectDamage(openSegment());
    }

    @Test
    void aFolderIsOpenOnceAndNotWithFewerGroupsNorAnOlderVersion() throws IOException {
        Map<GroupName, List<Journal>> two = Map.of(GroupName.META, List.of(new Journal()), GroupName.data(0),
                List.of(new Journal()));
        try (RaftLedger ledger = RaftLedger.open(folder, two, entry -> GroupName.data(0), Ledgers.QUICK)) {
            assertThat(ledger.status().keySet()).containsExactly(GroupName.data(0), GroupName.META);
            assertThat(Ledgers.submit(ledger, 1, 3)).isEqualTo(3);
            assertThat(ledger.status(GroupName.META).condition()).isEqualTo(GroupStatus.Condition.READY);
            assertRefused("in use");
        }
        assertRefused("data-0");
        Files.writeString(folder.resolve("format"), "memgit-ledger 2\nwhatever\n");
        assertRefused("newer version");
    }

    @Test
    void aFolderWithACommaInItsPathIsRefusedInASentence() {
        assertThatThrownBy(() -> Ledgers.open(temporary.resolve("a,b"), new Journal(), Ledgers.QUICK))
                .isInstanceOf(DataFolderException.class).hasMessageContaining("comma");
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> Ledgers.open(folder, new Journal(), Ledgers.QUICK))
                .isInstanceOf(DataFolderException.class).hasMessageContaining(why);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteAll(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(RestartTest::delete);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList())
                Files.copy(path, to.resolve(from.relativize(path).toString()));
        }
    }
}
