package io.memgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.RepeatedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Ledgers with one group and a {@link Journal} behind it. */
final class Ledgers {

    static final RaftSettings QUICK = RaftSettings.DEFAULT.withReserve(0)
            .with(new RaftSettings.Snapshots(1_000_000, 1 << 30, Duration.ofDays(1), false))
            .with(new RaftSettings.Deadlines(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofMillis(10),
                    Duration.ofMillis(20), Duration.ofMillis(200)));

    private static final long LONGEST_NANOS = 30_000_000_000L;
    private static final long PAUSE_NANOS = 5_000_000;

    private Ledgers() {}

    static RaftLedger open(Path folder, Journal journal, RaftSettings settings) throws IOException {
        return RaftLedger.open(folder, Map.of(GroupName.META, List.of(journal)), entry -> GroupName.META, settings);
    }

    /** The same with small files, so that a few entries fill them. */
    static RaftSettings small(RaftSettings settings) {
        RaftSettings.Submits submits = settings.submits();
        return settings.with(new RaftSettings.Submits(submits.maxOutstanding(), submits.maxOutstandingBytes(), 1 << 10,
                submits.maxEntryBytes(), submits.timeout()))
                .with(new RaftSettings.Log(16 << 10, 4 << 10, 128 << 10, 2));
    }

    /** Submits the numbers, waits for the answers, and says how many were accepted. */
    static long submit(RaftLedger ledger, long from, long to) {
        List<CompletableFuture<Outcome>> answers = LongStream.rangeClosed(from, to)
                .mapToObj(number -> ledger.submit(Journal.note(number))).toList();
        return answers.stream().map(CompletableFuture::join).filter(Outcome.Accepted.class::isInstance).count();
    }

    /** Why there was no answer. */
    static LedgerException failure(CompletableFuture<Outcome> answer) {
        try {
            throw new AssertionError("answered with " + answer.join());
        } catch (CompletionException e) {
            return failure(e);
        }
    }

    /** The number of the entry that was accepted before under the same key. */
    static long repeated(CompletableFuture<Outcome> answer) {
        try {
            throw new AssertionError("answered with " + answer.join());
        } catch (CompletionException e) {
            return ((RepeatedException) Objects.requireNonNull(e.getCause())).receipt().number().value();
        }
    }

    static LedgerException failure(CompletionException e) {
        return (LedgerException) Objects.requireNonNull(e.getCause());
    }

    /** Submits until it is taken. */
    static Outcome untilTaken(RaftLedger ledger, Entry entry) {
        long until = System.nanoTime() + LONGEST_NANOS;
        while (true) {
            try {
                return ledger.submit(entry).join();
            } catch (CompletionException e) {
                assertThat(System.nanoTime()).as("still refused: %s", e.getCause()).isLessThan(until);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Waits until it is so. */
    static void until(BooleanSupplier so) {
        long until = System.nanoTime() + LONGEST_NANOS;
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it is not so yet").isLessThan(until);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    static Outcome accepted(long number) {
        return new Outcome.Accepted(new EventNumber(number));
    }

    static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    static Path group(Path folder) {
        return folder.resolve(GroupName.META.value());
    }

    static Path segments(Path folder) throws IOException {
        try (Stream<Path> groups = Files.list(group(folder).resolve("log"))) {
            return groups.findFirst().orElseThrow().resolve("current");
        }
    }

    /** The files of a folder whose name begins so. */
    static List<Path> files(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder))
            return new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix)).sorted().toList();
        }
    }

    static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 0x10;
        Files.write(file, bytes);
    }
}
