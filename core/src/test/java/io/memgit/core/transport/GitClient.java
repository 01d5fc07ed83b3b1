package io.memgit.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A work tree that the real {@code git} works in, without the configuration of whoever runs the
 * tests.
 *
 * @param directory
 *            of the work tree
 */
public record GitClient(Path directory) {

    private static final long SECONDS = 120;

    /**
     * What a run of git came to.
     *
     * @param code
     *            the exit code
     * @param text
     *            standard output and error, in the order in which they came
     */
    public record Run(int code, String text) {}

    /** A new repository with the branch main checked out and no commit. */
    public static GitClient init(Path directory) {
        GitClient client = new GitClient(directory);
        client.git("init", "-q", "-b", "main", ".");
        return client;
    }

    public static GitClient cloned(String url, Path directory, String... options) {
        List<String> command = new ArrayList<>(List.of("clone", "-q"));
        command.addAll(List.of(options));
        command.addAll(List.of(url, directory.toString()));
        new GitClient(directory.resolveSibling(".")).git(command.toArray(String[]::new));
        return new GitClient(directory);
    }

    /** Runs git, which must succeed; gives what it wrote, without blanks at the ends. */
    public String git(String... arguments) {
        Run run = run(arguments);
        assertThat(run.code()).as("git %s: %s", String.join(" ", arguments), run.text()).isZero();
        return run.text().strip();
    }

    /** Runs git, which must fail; gives what it wrote. */
    public String fails(String... arguments) {
        Run run = run(arguments);
        assertThat(run.code()).as("git %s: %s", String.join(" ", arguments), run.text()).isNotZero();
        return run.text();
    }

    public Run run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=A", "-c", "user.email=a@example.com",
                "-c", "protocol.version=2", "-c", "gc.auto=0", "-c", "advice.detachedHead=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_SYSTEM", "/dev/null");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("LC_ALL", "C");
        try {
            Files.createDirectories(directory);
            Process process = builder.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("git ends in time").isTrue();
            return new Run(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public GitClient write(String path, String content) {
        try {
            Path file = directory.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String path) {
        try {
            return Files.readString(directory.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file and commits it; gives the commit's id. */
    public String commit(String path, String content) {
        write(path, content);
        git("add", "-A");
        git("commit", "-q", "-m", "change " + path);
        return head();
    }

    public String head() {
        return git("rev-parse", "HEAD");
    }
}
