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
        while (answers.size() < merges.size()) {
            StringBuilder input = new StringBuilder();
            for (Ends ends : merges.subList(answers.size(), merges.size())) {
                input.append(ends.ours).append(' ').append(ends.theirs).append('\n');
            }
            OracleRepository.Answer answer = repository.ask(input.toString().getBytes(StandardCharsets.ISO_8859_1),
                    "merge-tree", "--write-tree", "--stdin", "--no-messages", "-z");
            read(answer.text(), answers);
            if (answer.exitCode() != 0 && answers.size() < merges.size())
                answers.add(Optional.empty());
            else if (answers.size() < merges.size())
                throw new IllegalStateException("git answered too little: " + answer.errors());
        }
        return answers;
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
