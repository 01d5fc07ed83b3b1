package io.memgit.server.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server that a shell command started, from its line {@code memgit ready on …} to its end. */
final class LaunchedServer implements AutoCloseable {

    private static final String READY = "memgit ready on ";
    private static final long MAX_MINUTES_TO_END = 2;

    private final Process process;
    private final URI address;

    private LaunchedServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Runs {@code command} in bash and waits for the ready line.
     *
     * @throws IllegalStateException
     *             when the command ends without it
     */
    static LaunchedServer start(Path folder, Map<String, String> environment, String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command).directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(folder.resolve("server.err").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line;
        while ((line = out.readLine()) != null) {
            if (line.startsWith(READY)) {
                Thread.ofVirtual().start(() -> drain(out));
                return new LaunchedServer(process, URI.create(line.substring(READY.length())));
            }
        }
        throw new IllegalStateException("it ended without being ready: " + command);
    }

    URI address() {
        return address;
    }

    /** Asks the process that bash became to end, as {@code kill} does, and gives its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(MAX_MINUTES_TO_END, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the server does not end on SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    // A full pipe would stop the server.
    private static void drain(BufferedReader out) {
        try (out) {
            while (out.readLine() != null) {
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
