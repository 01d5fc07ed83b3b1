package io.memgit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.memgit.core.trace.Rebuilt.Loss;
import io.memgit.core.trace.Recording;
import io.memgit.core.trace.Strace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * The power fails, at any call of the whole process, and takes what was not synced. The calls are
 * recorded
 * from a real server under load, which is killed once and stopped once.
 * {@code -Dmemgit.power.events=all} for every call, {@code -Dmemgit.power.writes} for more of them,
 * and
 * {@code -Dmemgit.power.seed} to choose the same again.
 */
class PowerFailureTest {

    private static final String EVENTS = System.getProperty("memgit.power.events", "16");
    private static final int WRITES = Integer.getInteger("memgit.power.writes", 2);
    private static final long SEED = Long.getLong("memgit.power.seed", System.nanoTime());
    private static final int KILLED_AFTER = 25;
    private static final int FEW = 3;
    private static final Pattern READY = Pattern.compile("memgit ready on (http://127\\.0\\.0\\.1:\\d+)");
    /**
     * Ratis complains that logs of the same name run in one process, and every start says what it has
     * cut.
     */
    private static final List<Logger> LOUD = Stream.of("org.apache.ratis", "io.memgit").map(LoggerFactory::getLogger)
            .map(Logger.class::cast).toList();

    @TempDir
    static Path folder;

    private static List<RecordedLoad.Answer> answers = List.of();
    private static Recording recording = Recording.EMPTY;

    @BeforeAll
    static void record() throws IOException, InterruptedException {
        Optional<String> hindrance = Strace.hindrance();
        assumeTrue(hindrance.isEmpty(), hindrance.orElse(""));
        LOUD.forEach(logger -> logger.setLevel(Level.OFF));
        Path disk = Files.createDirectory(folder.resolve("disk")).toRealPath();
        RecordedLoad load = new RecordedLoad(Files.createDirectory(folder.resolve("work")));
        List<Path> traces = new ArrayList<>();
        try (MemgitProcess server = start(disk, traces)) {
            String url = url(server);
            load.prepare(url);
            load.writeUntil(url, KILLED_AFTER * WRITES, server::close);
        }
        try (MemgitProcess server = start(disk, traces)) {
            String url = url(server);
            load.write(url, WRITES);
            load.fold();
            load.write(url, 1);
            server.terminate();
            server.exitCode();
        }
        recording = Recording.read(disk, traces);
        answers = load.answers();
    }

    private static MemgitProcess start(Path disk, List<Path> traces) throws IOException {
        Path trace = folder.resolve("trace" + traces.size());
        traces.add(trace);
        return MemgitProcess.start(folder,
                Map.of("MEMGIT_ADMIN_PASSWORD", RecordedLoad.PASSWORD, "MEMGIT_LIMITS_PUSH_UNPACKED_OBJECTS", "100"),
                command -> Strace.recording(trace, command), "--port", "0", "--data", disk.resolve("data").toString());
    }

    private static String url(MemgitProcess server) throws IOException {
        String line = server.firstLine();
        Matcher ready = READY.matcher(line);
        assertThat(ready.matches()).as("%s %s", line, server.errors()).isTrue();
        return ready.group(1);
    }

    @AfterAll
    static void speakAgain() {
        LOUD.forEach(logger -> logger.setLevel(null));
    }

    @Test
    void whatWasAnsweredIsThereWheneverThePowerFails() throws InterruptedException {
        List<Integer> events = chosen();
        try (PowerFailures failures = new PowerFailures(recording, answers, folder.resolve("after"))) {
            failures.checkAll(events, SEED, Loss.Kind.values());
            List<String> wrong = failures.wrong();
            System.out.printf("power: seed %d, %d answers, failures after %d of %d events, %d starts, %d wrong%n", SEED,
                    answers.size(), events.size(), recording.events().size(), failures.starts(), wrong.size());
            assertThat(wrong).as("seed %s", SEED).isEmpty();
        }
    }

    private static List<Integer> chosen() {
        int all = recording.events().size();
        if (EVENTS.equals("all"))
            return IntStream.rangeClosed(0, all).boxed().toList();
        Random random = new Random(SEED);
        List<Integer> answered = answered(recording);
        Set<Integer> chosen = new TreeSet<>();
        for (int left = Integer.parseInt(EVENTS); left > 0; left--)
            chosen.add(random.nextBoolean() ? random.nextInt(all + 1) : answered.get(random.nextInt(answered.size())));
        return List.copyOf(chosen);
    }

    private static List<Integer> answered(Recording of) {
        return PowerFailures.answered(of, answers);
    }

    @Test
    void aServerThatAnswersBeforeItSyncsIsCaught() throws InterruptedException {
        Recording early = recording.sendingBeforeSyncing();
        assertCaught("answers", early, lastOf(answered(early)), Loss.Kind.EVERYTHING);
    }

    @Test
    void aServerThatForgetsASyncIsCaught() throws InterruptedException {
        for (String path : List.of(".*/log_inprogress_.*", ".*/repositories/.*\\.pack", ".*/spilled/.*",
                ".*/current")) {
            Recording forgetful = recording.forgettingToSync(each -> each.matches(path));
            assertCaught(path, forgetful, lastOf(answered(forgetful)), Loss.Kind.EVERYTHING);
        }
    }

    @Test
    void aServerThatSyncsOnlyAfterARenameIsCaught() throws InterruptedException {
        Recording late = recording.renamingBeforeSyncing();
        assertCaught("renames", late, lastOf(late.renamed()), Loss.Kind.BYTES);
    }

    private static List<Integer> lastOf(List<Integer> events) {
        return events.subList(events.size() - FEW, events.size());
    }

    private static void assertCaught(String what, Recording planted, Collection<Integer> events, Loss.Kind... kinds)
            throws InterruptedException {
        try (PowerFailures failures = new PowerFailures(planted, answers, folder.resolve("planted"))) {
            failures.checkAll(events, SEED, kinds);
            assertThat(failures.wrong()).as(what).isNotEmpty();
        }
    }
}
