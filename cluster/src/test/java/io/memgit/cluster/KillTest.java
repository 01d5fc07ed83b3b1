package io.memgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A process that writes is killed at some moment, again and again: what it was answered is there.
 * {@code -Dmemgit.kill.rounds=200 -Dmemgit.kill.seed=7} for more rounds, and for the same ones
 * again.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillTest {

    private static final int ROUNDS = Integer.getInteger("memgit.kill.rounds", 4);
    private static final long SEED = Long.getLong("memgit.kill.seed", System.nanoTime());
    private static final int MOST_ANSWERS = 1500;

    @TempDir
    Path temporary;

    @Test
    void whatAKilledProcessWasAnsweredIsThere() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        Path folder = temporary.resolve("ledger");
        long answered = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            answered = Math.max(answered, runAndKill(folder, random.nextInt(1, MOST_ANSWERS)));
            Journal journal = new Journal();
            RaftLedger ledger = Ledgers.open(folder, journal, KilledWriter.SETTINGS);
            List<Long> numbers = journal.numbers();
            ledger.close();
            assertThat(numbers).as("round %s of seed %s: all answered ones, each once, in their order", round, SEED)
                    .hasSizeGreaterThanOrEqualTo((int) answered).isEqualTo(Ledgers.numbers(1, numbers.size()));
        }
        System.out.println("killed " + ROUNDS + " times with seed " + SEED + ", " + answered + " answers, none lost");
    }

    /** Lets a process write until it has so many answers, kills it, and says what the last was. */
    private static long runAndKill(Path folder, int answers) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(folder)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        long last = 0;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int seen = 0;
            for (String line; (line = lines.readLine()) != null;) {
                last = Long.parseLong(line);
                if (++seen == answers)
                    process.toHandle().destroyForcibly(); // leaves what it wrote to be read
            }
            assertThat(seen).as("the process wrote until it was killed").isGreaterThanOrEqualTo(answers);
        } finally {
            process.destroyForcibly().waitFor();
        }
        return last;
    }

    static List<String> command(Path folder, String... more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), KilledWriter.class.getName(), folder.toString()));
        command.addAll(List.of(more));
        return command;
    }
}
