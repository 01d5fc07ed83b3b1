package io.memgit.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The checkout that is being tested. */
final class Checkout {

    /** The folder with the launcher and the README. */
    static final Path TOP = top();

    /** Far longer than any step takes; only a hang reaches it. */
    private static final long MAX_MINUTES = 5;

    /** How a command ended, and what it said. */
    record Finished(int exitCode, String out, String err) {}

    /** Runs a command in {@code folder} to its end, without standard input. */
    static Finished run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)).as("%s ends", command).isTrue();
            return new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path top() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("memgit"))) {
            Path parent = folder.getParent();
            if (parent == null)
                throw new IllegalStateException("no launcher above " + Path.of("").toAbsolutePath());
            folder = parent;
        }
        return folder;
    }

    private Checkout() {}
}
