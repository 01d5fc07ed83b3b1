package io.memgit.core.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A bare repository of git's, which imports histories and answers questions. */
public final class OracleRepository implements AutoCloseable {

    private final Path folder;
    private final Repository repository;

    private OracleRepository(Path folder) throws IOException {
        this.folder = folder;
        this.repository = new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
    }

    /** An empty one below a folder. */
    public static OracleRepository below(Path parent) throws IOException {
        Path folder = Files.createTempDirectory(parent, "oracle");
        run(parent, new byte[0], "git", "init", "-q", "--bare", "-b", "main", folder.toString());
        return new OracleRepository(folder);
    }

    /** One that is there, and is only read. */
    public static OracleRepository at(Path folder) throws IOException {
        return new OracleRepository(folder);
    }

    /** What git prints and how it ended. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Answer(int exitCode, byte[] output, String errors) {

        /** The output as text in which every byte is one character. */
        public String text() {
            return new String(output, StandardCharsets.ISO_8859_1);
        }
    }

    public Path folder() {
        return folder;
    }

    public Repository repository() {
        return repository;
    }

    public ObjectReader reader() {
        return repository.newObjectReader();
    }

    /**
     * Imports a stream.
     *
     * @return the commits by their marks
     */
    public Map<Integer, ObjectId> fastImport(byte[] stream) throws IOException {
        Path marks = Files.createTempFile(folder, "marks", "");
        git(stream, "fast-import", "--quiet", "--force", "--export-marks=" + marks);
        Map<Integer, ObjectId> commits = new HashMap<>();
        for (String line : Files.readAllLines(marks)) {
            int space = line.indexOf(' ');
            commits.put(Integer.valueOf(line.substring(1, space)), ObjectId.fromString(line.substring(space + 1)));
        }
        repository.getRefDatabase().refresh();
        repository.getObjectDatabase().close();
        return commits;
    }

    /** What git prints, which has to end well. */
    public String git(byte[] input, String... arguments) {
        Answer answer = ask(input, arguments);
        if (answer.exitCode != 0)
            throw new IllegalStateException("git " + String.join(" ", arguments) + ": " + answer.errors);
        return answer.text();
    }

    /** What git prints, however it ends. */
    public Answer ask(byte[] input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return run(folder, input, command.toArray(String[]::new));
    }

    private static Answer run(Path in, byte[] input, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("LC_ALL", "C");
        try {
            Path errors = Files.createTempFile("git", ".err");
            Process git = builder.redirectError(errors.toFile()).start();
            Thread feeder = Thread.ofVirtual().start(() -> feed(git, input));
            byte[] output;
            try (InputStream stream = git.getInputStream()) {
                output = stream.readAllBytes();
            }
            feeder.join();
            Answer answer = new Answer(git.waitFor(), output, Files.readString(errors, StandardCharsets.ISO_8859_1));
            Files.delete(errors);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void feed(Process git, byte[] input) {
        try (OutputStream to = git.getOutputStream()) {
            to.write(input);
        } catch (IOException ended) {
            // git ended before it had read all; its exit code says why
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
