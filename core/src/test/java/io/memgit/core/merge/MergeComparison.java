package io.memgit.core.merge;

import io.memgit.core.limits.Limits;
import io.memgit.core.object.Quarantine;
import io.memgit.core.oracle.GitMerges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Merges as git was asked to, and counts how the results compare. */
final class MergeComparison {

    /** How a merge compares with git's. */
    enum Verdict {
        EQUAL,
        /** We merge what git has a conflict in. */
        SILENT,
        /** Git merges what we have a conflict in. */
        MORE_CONFLICTS,
        /** Both merge, to different trees. */
        OTHER_TREE,
        /** Both have a conflict, and other trees or other files in it. */
        OTHER_CONFLICT,
        /** Git gives no answer. */
        GIT_FAILED
    }

    private final Merge merge = new Merge(Limits.defaults());
    private final TreeMap<Verdict, Integer> counts = new TreeMap<>();
    private int conflicts;
    private String difference = "";

    Verdict compare(ObjectReader reader, ObjectId ours, ObjectId theirs, GitMerges.Ends ends,
            Optional<GitMerges.Merged> git) throws IOException {
        Quarantine made = new Quarantine();
        MergeResult result = merge.commits(reader, made, ours, theirs,
                new MergeOptions(new Labels(ends.ours(), ends.theirs())));
        Verdict verdict = git.isEmpty() ? Verdict.GIT_FAILED : verdict(result, git.get());
        if (git.isPresent() && !git.get().clean())
            conflicts++;
        counts.merge(verdict, 1, Integer::sum);
        difference = verdict == Verdict.EQUAL || git.isEmpty()
                ? ""
                : difference(new MergeObjects(reader, made), result, git.get());
        return verdict;
    }

    private static Verdict verdict(MergeResult result, GitMerges.Merged git) {
        return switch (result) {
            case MergeResult.Clean(ObjectId tree) -> {
                if (!git.clean())
                    yield Verdict.SILENT;
                yield tree.name().equals(git.tree()) ? Verdict.EQUAL : Verdict.OTHER_TREE;
            }
            case MergeResult.Conflicted(ObjectId tree, List<ConflictedFile> files) -> {
                if (git.clean())
                    yield Verdict.MORE_CONFLICTS;
                yield tree.name().equals(git.tree()) && stages(files).equals(git.stages())
                        ? Verdict.EQUAL
                        : Verdict.OTHER_CONFLICT;
            }
            case MergeResult.Unrelated _ -> throw new IllegalStateException("the histories are related");
            case MergeResult.Exceeded(String limit, String message) -> throw new IllegalStateException(
                    limit + ": " + message);
        };
    }

    /** The sides of conflicts as git prints them. */
    static List<String> stages(List<ConflictedFile> files) {
        List<String> stages = new ArrayList<>();
        for (ConflictedFile file : files) {
            String path = new String(file.path().bytes(), StandardCharsets.ISO_8859_1);
            add(stages, file.base(), 1, path);
            add(stages, file.ours(), 2, path);
            add(stages, file.theirs(), 3, path);
        }
        return stages;
    }

    private static void add(List<String> stages, Optional<ConflictSide> side, int number, String path) {
        side.ifPresent(s -> stages.add(s.mode().octal() + ' ' + s.id().name() + ' ' + number + '\t' + path));
    }

    /**
     * In which files and sides the last one that was not equal differed: git's with {@code -}, ours
     * with {@code +}.
     */
    String difference() {
        return difference;
    }

    private static String difference(MergeObjects objects, MergeResult result, GitMerges.Merged git)
            throws IOException {
        List<String> theirs = new ArrayList<>(git.stages());
        files(objects, ObjectId.fromString(git.tree()), "", theirs);
        List<String> ours = new ArrayList<>();
        switch (result) {
            case MergeResult.Clean(ObjectId tree) -> files(objects, tree, "", ours);
            case MergeResult.Conflicted(ObjectId tree, List<ConflictedFile> conflicts) -> {
                ours.addAll(stages(conflicts));
                files(objects, tree, "", ours);
            }
            case MergeResult.Unrelated _ -> ours.add("unrelated");
            case MergeResult.Exceeded(String limit, _) -> ours.add(limit);
        }
        StringBuilder text = new StringBuilder();
        theirs.stream().filter(line -> !ours.contains(line)).forEach(line -> text.append("\n  - ").append(line));
        ours.stream().filter(line -> !theirs.contains(line)).forEach(line -> text.append("\n  + ").append(line));
        return text.toString();
    }

    private static void files(MergeObjects objects, ObjectId tree, String directory, List<String> to)
            throws IOException {
        TreeEntries entries = new TreeEntries(objects.tree(tree));
        while (entries.next()) {
            String path = Paths.child(directory, entries.name());
            if (entries.isDirectory())
                files(objects, entries.id(), path, to);
            else
                to.add(Integer.toOctalString(entries.mode()) + ' ' + entries.id().name() + '\t' + path);
        }
    }

    int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum() - count(Verdict.GIT_FAILED);
    }

    /** In how many git has a conflict. */
    int conflicts() {
        return conflicts;
    }

    @Override
    public String toString() {
        return total() + " merges, " + conflicts + " in conflict: " + counts;
    }
}
