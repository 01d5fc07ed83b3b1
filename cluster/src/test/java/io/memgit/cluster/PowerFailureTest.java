package io.memgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memgit.core.trace.Rebuilt;
import io.memgit.core.trace.Rebuilt.Loss;
import io.memgit.core.trace.Recording;
import io.memgit.core.trace.Strace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails while a process writes through the ledger, and takes what was not synced: Ratis'
 * own
 * files as well. And that settings of Ratis which answer too early are caught.
 * {@code -Dmemgit.power.events=all} for every call.
 */
class PowerFailureTest {

    private static final String EVENTS = System.getProperty("memgit.power.events", "12");
    private static final Pattern ANSWER = Pattern.compile("^\\d+\n");
    private static final int ANSWERS = 400;
    /** So that many entries come in while earlier ones are synced. */
    private static final String SLOW_SYNCS = "fdatasync:delay_enter=2000";
    /**
     * So that an answer which does not wait for its sync comes long before it, on a busy machine too.
     */
    private static final String VERY_SLOW_SYNCS = "fdatasync:delay_enter=20000";

    @TempDir(factory = MemoryDisk.class)
    Path temporary;

    private final long seed = Long.getLong("memgit.power.seed", System.nanoTime());

    @BeforeEach
    void needARecorder() throws IOException, InterruptedException {
        Optional<String> hindrance = Strace.hindrance();
        assumeTrue(hindrance.isEmpty(), hindrance.orElse(""));
    }

    @Test
    void whatWasAnsweredIsThereWheneverThePowerFails() throws IOException, InterruptedException {
        Recording recording = record(SLOW_SYNCS);
        List<String> wrong = failures(recording, chosen(recording, EVENTS));
        assertThat(wrong).as("seed %s", seed).isEmpty();
    }

    @Test
    void aLogThatAnswersBeforeItsSyncIsCaught() throws IOException, InterruptedException {
        for (String how : List.of(KilledWriter.UNSAFE, KilledWriter.ASYNC)) {
            Recording recording = record(VERY_SLOW_SYNCS, how);
            List<Integer> answers = List.copyOf(answers(recording).values());
            List<Integer> some = IntStream.range(0, 20).mapToObj(i -> answers.get(i * answers.size() / 20)).toList();
            assertThat(failures(recording, some)).as(how).isNotEmpty();
        }
    }

    private Recording record(String syncs, String... how) throws IOException, InterruptedException {
        Path disk = Files.createDirectory(temporary.resolve("recorded" + String.join("", how))).toRealPath();
        Path trace = temporary.resolve("trace" + String.join("", how));
        Process process = new ProcessBuilder(
                Strace.recording(trace, syncs, KillTest.command(disk.resolve("ledger"), how)))
                .redirectError(temporary.resolve("errors" + String.join("", how)).toFile()).start();
        try (BufferedReader lines = process.inputReader()) {
            for (int seen = 0; seen < ANSWERS; seen++)
                assertThat(lines.readLine()).isNotNull();
            process.children().forEach(ProcessHandle::destroyForcibly);
            while (lines.readLine() != null) {
                // to the end of what it wrote
            }
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        return Recording.read(disk, List.of(trace));
    }

    /** By the number that was answered, after how many events it was. */
    private static SortedMap<Long, Integer> answers(Recording recording) {
        SortedMap<Long, Integer> answers = new TreeMap<>();
        recording.sent(ANSWER).forEach((mark, event) -> answers.put(Long.parseLong(mark.strip()), event + 1));
        assertThat(answers).hasSizeGreaterThanOrEqualTo(ANSWERS);
        return answers;
    }

    private List<Integer> chosen(Recording recording, String events) {
        int all = recording.events().size();
        Random random = new Random(seed);
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i <= (events.equals("all") ? all : Integer.parseInt(events)); i++)
            chosen.add(events.equals("all") ? i : random.nextInt(all + 1));
        return chosen.stream().sorted().toList();
    }

    /** What is wrong after failures at these events, a sentence each. */
    private List<String> failures(Recording recording, List<Integer> chosen) {
        SortedMap<Long, Integer> answers = answers(recording);
        Rebuilt rebuilt = new Rebuilt(recording);
        List<CompletableFuture<Optional<String>>> checks = new ArrayList<>();
        try (ExecutorService starts = Executors.newFixedThreadPool(8)) {
            for (int events : chosen) {
                rebuilt.advanceTo(events);
                long last = answers.entrySet().stream().filter(answer -> answer.getValue() <= events)
                        .mapToLong(Map.Entry::getKey).max().orElse(0);
                for (Loss.Kind kind : Loss.Kind.values()) {
                    Loss loss = new Loss(kind, seed + events);
                    Rebuilt.Survivors survivors = rebuilt.survivors(loss);
                    Path disk = temporary.resolve("after" + events + kind);
                    String name = "after " + events + " of " + recording.events().size() + " events, " + loss;
                    checks.add(CompletableFuture.supplyAsync(
                            () -> wrong(disk, survivors, last).map(why -> name + ": " + why), starts));
                }
            }
            return checks.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
        }
    }

    private static Optional<String> wrong(Path disk, Rebuilt.Survivors survivors, long answered) {
        Journal journal = new Journal();
        try {
            survivors.writeTo(Files.createDirectory(disk));
            Ledgers.open(disk.resolve("ledger"), journal, KilledWriter.SETTINGS).close();
        } catch (IOException | RuntimeException e) {
            return Optional.of(e.toString());
        }
        List<Long> numbers = journal.numbers();
        return numbers.size() >= answered && numbers.equals(Ledgers.numbers(1, numbers.size()))
                ? Optional.empty()
                : Optional.of(answered + " were answered, and these are there: " + numbers);
    }
}
