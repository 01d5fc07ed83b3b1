package io.memgit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The real server in a process of its own, on the class path of the tests. */
final class MemgitProcess implements AutoCloseable {

    private static final long SECONDS = 60;
    private static final int HEAP_MIB = 256;

    private final Process process;
    private final Path errors;

    private MemgitProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** Starts it; {@code folder} takes what it writes to standard error. */
    static MemgitProcess start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        return start(HEAP_MIB, folder, environment, UnaryOperator.identity(), arguments);
    }

    /** As {@link #start(Path, Map, String...)}, with another heap. */
    static MemgitProcess start(int heapMib, Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(heapMib, folder, environment, UnaryOperator.identity(), arguments);
    }

    /**
     * Starts it through another command.
     *
     * @param through
     *            makes that command of the one that starts the server
     */
    static MemgitProcess start(Path folder, Map<String, String> environment, UnaryOperator<List<String>> through,
            String... arguments) throws IOException {
        return start(HEAP_MIB, folder, environment, through, arguments);
    }

    private static MemgitProcess start(int heapMib, Path folder, Map<String, String> environment,
            UnaryOperator<List<String>> through, String... arguments) throws IOException {
        Path errors = Files.createTempFile(folder, "stderr", ".txt");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-Xmx" + heapMib + "m", "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                        "io.memgit.server.Memgit"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(through.apply(command)).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MEMGIT_"));
        builder.environment().putAll(environment);
        return new MemgitProcess(builder.start(), errors);
    }

    /** The first line of standard output; null when it ended without one. */
    String firstLine() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        return line == null ? "" : line;
    }

    /** Asks it to stop, as an operator does; {@code Process.destroy} would close its output as well. */
    void terminate() {
        server().destroy();
    }

    /** What was started through another command is its child. */
    private ProcessHandle server() {
        return process.children().findFirst().orElse(process.toHandle());
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS))
            throw new AssertionError("it did not end");
        return process.exitValue();
    }

    /** What else was written to standard output, up to its end. */
    String restOfOutput() throws IOException {
        return String.join("\n", process.inputReader(StandardCharsets.UTF_8).readAllLines());
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() {
        ProcessHandle server = server();
        server.destroyForcibly();
        // What recorded it has to write down its end.
        if (server.pid() != process.pid())
            process.onExit().completeOnTimeout(process, SECONDS, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
