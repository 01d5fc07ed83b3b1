package io.memgit.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.transport.GitClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A repository that the real git has made, to be searched by both. */
final class GitTree implements AutoCloseable {

    private final GitClient git;
    private final Repository repository;

    GitTree(Path folder) throws IOException {
        git = GitClient.init(folder);
        repository = new FileRepositoryBuilder().setGitDir(folder.resolve(".git").toFile()).build();
    }

    Repository repository() {
        return repository;
    }

    GitClient git() {
        return git;
    }

    void write(String path, byte[] content) throws IOException {
        Path file = git.directory().resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    void link(String path, String target) throws IOException {
        Files.createSymbolicLink(git.directory().resolve(path), Path.of(target));
    }

    void commitAll(String message) {
        git.git("add", "-A");
        git.git("commit", "-q", "-m", message);
    }

    ObjectId id(String revision) {
        return ObjectId.fromString(git.git("rev-parse", revision));
    }

    /** What a script prints between the calls of {@code mark}, run with the characters of UTF-8. */
    List<String> run(String script) throws IOException, InterruptedException {
        Path file = git.directory().resolve(".git/script");
        Files.writeString(file, "mark() { printf '\\001'; }\n" + script);
        ProcessBuilder builder = new ProcessBuilder("sh", file.toString()).directory(git.directory().toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        List<String> parts = List.of(output.split("\001", -1));
        return parts.subList(0, parts.size() - 1);
    }

    @Override
    public void close() {
        repository.close();
    }
}
