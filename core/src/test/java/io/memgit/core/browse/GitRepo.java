package io.memgit.core.browse;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A bare repository made and asked by the real git client, which is the oracle of the tests. */
public final class GitRepo implements AutoCloseable {

    private final Path folder;
    private final Repository repository;

    private GitRepo(Path folder) throws IOException {
        this.folder = folder;
        this.repository = new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
    }

    public static GitRepo empty(Path parent) throws IOException {
        Path folder = parent.resolve("repo.git");
        run(parent, new byte[0], "init", "-q", "--bare", "-b", "main", folder.toString());
        return new GitRepo(folder);
    }

    /** The repository in a bundle of real history, where there is one. */
    static Optional<GitRepo> ofBundle(Path parent) throws IOException {
        Optional<Path> bundle = bundle();
        if (bundle.isEmpty())
            return Optional.empty();
        Path folder = parent.resolve("bundle.git");
        run(parent, new byte[0], "clone", "-q", "--bare", bundle.get().toString(), folder.toString());
        return Optional.of(new GitRepo(folder));
    }

    /** Named by the environment, or beside the checkout. */
    private static Optional<Path> bundle() {
        String named = System.getenv("MEMGIT_TEST_BUNDLE");
        if (named != null)
            return Optional.of(Path.of(named));
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared/data/ratis.bundle");
            if (Files.exists(candidate))
                return Optional.of(candidate);
        }
        return Optional.empty();
    }

    public Repository repository() {
        return repository;
    }

    public Path folder() {
        return folder;
    }

    public ObjectId id(String revision) {
        return ObjectId.fromString(git("rev-parse", "--verify", revision).strip());
    }

    /** What git prints, as text in which every byte is one character up to U+00FF. */
    String gitBytes(String... arguments) {
        return new String(run(folder, new byte[0], arguments), StandardCharsets.ISO_8859_1);
    }

    /** What git prints. */
    public String git(String... arguments) {
        return new String(run(folder, new byte[0], arguments), StandardCharsets.UTF_8);
    }

    List<String> gitLines(String... arguments) {
        return git(arguments).lines().toList();
    }

    public byte[] gitRaw(String... arguments) {
        return run(folder, new byte[0], arguments);
    }

    /** Stores an object and gives its id. */
    public ObjectId store(String type, byte[] content) {
        return ObjectId.fromString(
                new String(run(folder, content, "hash-object", "--literally", "-w", "-t", type, "--stdin"),
                        StandardCharsets.US_ASCII).strip());
    }

    public void fastImport(String stream) {
        fastImport(stream.getBytes(StandardCharsets.UTF_8));
    }

    public void fastImport(byte[] stream) {
        run(folder, stream, "fast-import", "--quiet", "--force");
        repository.getRefDatabase().refresh();
    }

    @Override
    public void close() {
        repository.close();
    }

    /** The tree that {@code git apply} makes of a tree and a patch. */
    ObjectId apply(ObjectId tree, byte[] patch) throws IOException {
        Path index = Files.createTempFile(folder, "index", "");
        Files.delete(index);
        Map<String, String> withIndex = Map.of("GIT_INDEX_FILE", index.toString());
        run(folder, new byte[0], withIndex, "read-tree", tree.name());
        if (patch.length > 0)
            run(folder, patch, withIndex, "apply", "--cached", "--whitespace=nowarn", "-");
        String result = new String(run(folder, new byte[0], withIndex, "write-tree"), StandardCharsets.US_ASCII);
        Files.deleteIfExists(index);
        return ObjectId.fromString(result.strip());
    }

    public static byte[] run(Path in, byte[] input, String... arguments) {
        return run(in, input, Map.of(), arguments);
    }

    private static byte[] run(Path in, byte[] input, Map<String, String> more, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", File.separator + "dev" + File.separator + "null");
        environment.put("LC_ALL", "C");
        environment.put("COLUMNS", "80");
        environment.putAll(more);
        try {
            Path errors = Files.createTempFile("git", ".err");
            builder.redirectError(errors.toFile());
            Process git = builder.start();
            Thread feeder = Thread.ofVirtual().start(() -> feed(git, input));
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            try (InputStream stream = git.getInputStream()) {
                stream.transferTo(output);
            }
            feeder.join();
            if (git.waitFor() != 0)
                throw new IllegalStateException(command + ": " + Files.readString(errors, StandardCharsets.ISO_8859_1));
            Files.delete(errors);
            return output.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void feed(Process git, byte[] input) {
        try (OutputStream to = git.getOutputStream()) {
            to.write(input);
        } catch (IOException e) {
            // git ended before it had read all; its exit code says why
            Thread.currentThread().interrupt();
        }
    }
}
