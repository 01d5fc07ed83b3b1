package io.memgit.core.oracle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Asks {@code git merge-tree --write-tree} about many merges in one process. */
public final class GitMerges {

    private GitMerges() {}

    /**
     * What git makes of a merge.
     *
     * @param clean
     *            whether it merges
     * @param tree
     *            the tree, with marked texts where it does not
     * @param stages
     *            {@code <mode> <id> <stage>\t<path>} of each version of each file in conflict
     */
    public record Merged(boolean clean, String tree, List<String> stages) {}

    /** Two names of commits, as git knows them and writes them into conflict markers. */
    public record Ends(String ours, String theirs) {}

    /**
     * All answers, in order; an empty one where git itself fails, with an assertion for instance.
     */
    public static List<Optional<Merged>> ask(OracleRepository repository, List<Ends> merges) {
        List<Optional<Merged>> answers = new ArrayList<>();
        int most = merges.size();
        while (answers.size() < merges.size()) {
            int asked = Math.min(merges.size(), answers.size() + most);
            boolean ended = ask(repository, merges.subList(answers.size(), asked), answers);
            if (ended) {
                most = merges.size();
            } else if (most > 1) {
                // What it had answered before it failed may be lost with it.
                most = Math.max(1, most / 2);
            } else {
                answers.add(Optional.empty());
                most = merges.size();
            }
        }
        return answers;
    }

    private static boolean ask(OracleRepository repository, List<Ends> merges, List<Optional<Merged>> answers) {
        StringBuilder input = new StringBuilder();
        for (Ends ends : merges) {
            input.append(ends.ours).append(' ').append(ends.theirs).append('\n');
        }
        OracleRepository.Answer answer = repository.ask(input.toString().getBytes(StandardCharsets.ISO_8859_1),
                "merge-tree", "--write-tree", "--stdin", "--no-messages", "-z");
        int before = answers.size();
        read(answer.text(), answers);
        return answers.size() - before == merges.size();
    }

    private static void read(String output, List<Optional<Merged>> answers) {
        List<String> fields = Arrays.asList(output.split("\0", -1));
        int at = 0;
        while (at + 2 < fields.size()) {
            boolean clean = fields.get(at).equals("1");
            String tree = fields.get(at + 1);
            int end = at + 2;
            while (end < fields.size() && !fields.get(end).isEmpty()) {
                end++;
            }
            if (end == fields.size())
                return;
            answers.add(Optional.of(new Merged(clean, tree, List.copyOf(fields.subList(at + 2, end)))));
            at = end + 1;
        }
    }
}
