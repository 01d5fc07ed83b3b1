package io.memgit.bench.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A bare repository of git's, in which refs are made.
 *
 * @param folder
 *            where it is
 * @param commit
 *            the one that it has
 */
record GitRefs(Path folder, String commit) {

    private static final int CONTENT_BYTES = 100;

    /** Makes a repository with one commit of the files that {@link Api#createRepository} commits. */
    static GitRefs create(Path folder, List<String> paths) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        StringBuilder commit = new StringBuilder("commit refs/heads/main\n")
                .append("committer Anna <anna@example.org> 1700000000 +0000\ndata 5\nfirst\n");
        for (String path : paths)
            commit.append("M 100644 inline ")
                    .append(path)
                    .append("\ndata ")
                    .append(CONTENT_BYTES)
                    .append('\n')
                    .append("%-99s\n".formatted(path));
        run(folder, "", "init", "-q", "--bare", ".");
        run(folder, commit.toString(), "fast-import", "--quiet");
        return new GitRefs(folder, run(folder, "", "rev-parse", "refs/heads/main").strip());
    }

    /**
     * Makes branches in one transaction, and tells how long that took from the start of git to its end.
     */
    Duration create(int count) throws IOException, InterruptedException {
        StringBuilder commands = new StringBuilder();
        for (int i = 1; i <= count; i++)
            commands.append("create refs/heads/parallel/set-")
                    .append(i)
                    .append(' ')
                    .append(commit)
                    .append('\n');
        long began = System.nanoTime();
        run(folder, commands.toString(), "update-ref", "--stdin");
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        long there = run(folder, "", "for-each-ref", "--format=%(refname)", "refs/heads/parallel/").lines().count();
        if (there != count)
            throw new IOException("git has made " + there + " of " + count + " refs");
        return took;
    }

    /** What git prints. Input and output are files: neither end waits for the other one. */
    private static String run(Path folder, String input, String command, String... arguments)
            throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolveSibling("in"), input, StandardCharsets.US_ASCII);
        Path out = folder.resolveSibling("out");
        String[] line = new String[arguments.length + 2];
        line[0] = "git";
        line[1] = command;
        System.arraycopy(arguments, 0, line, 2, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null", "LC_ALL",
                "C"));
        if (builder.start().waitFor() != 0)
            throw new IOException("git " + command + " failed");
        return Files.readString(out, StandardCharsets.US_ASCII);
    }
}
