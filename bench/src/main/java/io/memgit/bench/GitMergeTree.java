package io.memgit.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The git command line, asked about merges in a bare repository. */
final class GitMergeTree {

    private final Path repository;

    GitMergeTree(Path repository) {
        this.repository = repository;
    }

    Path folder() {
        return repository;
    }

    /**
     * What git made of a merge.
     *
     * @param clean
     *            whether it merged
     * @param tree
     *            the tree, with marked texts where it did not
     * @param stages
     *            {@code <mode> <id> <stage>\t<path>} of each version of each file in conflict
     */
    record Merged(boolean clean, String tree, List<String> stages) {}

    /** Two commits. */
    record Ends(String ours, String theirs) {}

    /**
     * As many answers as git could give in one process. It ends at the first merge that it fails in,
     * and
     * what it had answered before may be lost with it.
     */
    List<Merged> merge(List<Ends> merges) throws IOException {
        StringBuilder input = new StringBuilder();
        for (Ends ends : merges)
            input.append(ends.ours).append(' ').append(ends.theirs).append('\n');
        return read(run(input.toString(), "merge-tree", "--write-tree", "--stdin", "--no-messages", "-z"));
    }

    /**
     * The merges of two parents in the history of some revisions, oldest first; of all refs when none
     * is
     * named.
     */
    List<Ends> merges(List<String> revisions) throws IOException {
        List<String> command = new ArrayList<>(List.of("rev-list", "--merges", "--parents", "--reverse"));
        command.addAll(revisions.isEmpty() ? List.of("--all") : revisions);
        List<Ends> merges = new ArrayList<>();
        run("", command.toArray(String[]::new)).lines().forEach(line -> {
            List<String> commits = Arrays.asList(line.split(" ", -1));
            if (commits.size() == 3)
                merges.add(new Ends(commits.get(1), commits.get(2)));
        });
        return merges;
    }

    /** What git prints, as text in which every byte is one character. */
    String run(String input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(repository.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_NO_LAZY_FETCH", "1", "LC_ALL", "C"));
        Process git = builder.start();
        Thread feeder = Thread.ofVirtual().start(() -> feed(git, input));
        try (InputStream output = git.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.ISO_8859_1);
            feeder.join();
            git.waitFor();
            return text;
        } catch (InterruptedException e) {
            git.destroy();
            throw new IOException("interrupted while git ran", e);
        }
    }

    private static void feed(Process git, String input) {
        try (OutputStream to = git.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException ended) {
            // git ended before it had read all: it answers less than it was asked
            Thread.currentThread().interrupt();
        }
    }

    private static List<Merged> read(String output) {
        List<Merged> answers = new ArrayList<>();
        List<String> fields = Arrays.asList(output.split("\0", -1));
        int at = 0;
        while (at + 2 < fields.size()) {
            int end = at + 2;
            while (end < fields.size() && !fields.get(end).isEmpty())
                end++;
            if (end == fields.size())
                break;
            answers.add(new Merged(fields.get(at).equals("1"), fields.get(at + 1),
                    List.copyOf(fields.subList(at + 2, end))));
            at = end + 1;
        }
        return answers;
    }
}
