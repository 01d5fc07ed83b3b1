package io.memgit.core.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A bare repository on disk in the hands of the real git, which reads no configuration but its own.
 */
final class GitDirectory {

    private final Path directory;

    private GitDirectory(Path directory) {
        this.directory = directory;
    }

    static GitDirectory init(Path directory) throws IOException {
        GitDirectory git = new GitDirectory(directory);
        Files.createDirectories(directory);
        git.run("init", "--bare", "--quiet", "--initial-branch=main", ".");
        return git;
    }

    static GitDirectory cloneOf(Path source, Path directory) throws IOException {
        Files.createDirectories(directory);
        GitDirectory git = new GitDirectory(directory);
        git.run("clone", "--bare", "--quiet", source.toAbsolutePath().toString(), ".");
        return git;
    }

    Path directory() {
        return directory;
    }

    /** Runs git to its end and returns what it printed; whatever else than success is a failure. */
    String run(String... arguments) throws IOException {
        return new String(runWith(InputStream.nullInputStream(), arguments), UTF_8);
    }

    byte[] runWith(InputStream input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Path errors = Files.createTempFile("git", ".txt");
        builder.redirectError(errors.toFile());
        builder.environment()
                .putAll(Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null", "GIT_AUTHOR_NAME", "a",
                        "GIT_AUTHOR_EMAIL", "a@example.org", "GIT_COMMITTER_NAME", "a", "GIT_COMMITTER_EMAIL",
                        "a@example.org"));
        Process process = builder.start();
        Thread writer = Thread.ofVirtual().start(() -> feed(process, input));
        byte[] output = process.getInputStream().readAllBytes();
        try {
            writer.join();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0)
                throw new IOException(String.join(" ", command) + ": "
                        + Files.readString(errors));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IOException(e);
        } finally {
            Files.delete(errors);
        }
        return output;
    }

    // Git may end before it has read everything; then its exit code tells, not the broken pipe.
    private static void feed(Process process, InputStream input) {
        try (var output = process.getOutputStream()) {
            input.transferTo(output);
        } catch (IOException e) {
            process.toHandle().isAlive();
        }
    }
}
