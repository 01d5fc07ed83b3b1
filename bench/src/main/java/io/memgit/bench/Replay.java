package io.memgit.bench;

import io.memgit.bench.GitMergeTree.Ends;
import io.memgit.bench.GitMergeTree.Merged;
import io.memgit.core.limits.Limits;
import io.memgit.core.merge.ConflictSide;
import io.memgit.core.merge.ConflictedFile;
import io.memgit.core.merge.Labels;
import io.memgit.core.merge.Merge;
import io.memgit.core.merge.MergeOptions;
import io.memgit.core.merge.MergeResult;
import io.memgit.core.object.HermeticJgit;
import io.memgit.core.object.Quarantine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Makes every merge of two parents in a repository again, with memgit and with git, and compares
 * the
 * trees and the files in conflict. Prints each merge that differs and a summary.
 */
public final class Replay {

    private static final int BATCH = 100;
    private static final double MILLISECOND = 1_000_000;

    private final GitMergeTree git;
    private final Repository repository;
    private final Merge merge = new Merge(Limits.defaults());
    private final Map<String, Integer> counts = new TreeMap<>();
    private long nanos;

    private Replay(Path folder) throws IOException {
        this.git = new GitMergeTree(folder);
        this.repository = new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().setMustExist(true).build();
    }

    /**
     * Arguments: a bare repository or a {@code .git} folder, and the revisions whose history is looked
     * through, by default all refs. Ends with 1 when less than 99.8 % are equal.
     */
    public static void main(String[] arguments) throws IOException {
        HermeticJgit.install();
        List<String> all = List.of(arguments);
        System.exit(new Replay(Path.of(all.getFirst())).run(all.subList(1, all.size())) ? 0 : 1);
    }

    private boolean run(List<String> revisions) throws IOException {
        List<Ends> merges = git.merges(revisions);
        long gitNanos = 0;
        int most = BATCH;
        for (int at = 0; at < merges.size();) {
            List<Ends> batch = merges.subList(at, Math.min(merges.size(), at + most));
            long began = System.nanoTime();
            List<Merged> answers = git.merge(batch);
            gitNanos += System.nanoTime() - began;
            compare(batch, answers);
            at += answers.size();
            if (answers.isEmpty() && most == 1) {
                count("git failed", batch.getFirst());
                at++;
            }
            most = answers.size() == batch.size() || most == 1 ? BATCH : most / 2;
        }
        int equal = counts.getOrDefault("equal", 0);
        int compared = counts.values().stream().mapToInt(Integer::intValue).sum()
                - counts.getOrDefault("git failed", 0);
        System.out.printf("%d merges: %s%n%.3f %% equal; memgit %.2f ms a merge, git %.2f ms%n", merges.size(), counts,
                100.0 * equal / Math.max(1, compared), nanos / MILLISECOND / Math.max(1, compared),
                gitNanos / MILLISECOND / Math.max(1, compared));
        return compared > 0 && equal * 1_000L >= compared * 998L;
    }

    private void compare(List<Ends> batch, List<Merged> answers) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            for (int i = 0; i < answers.size(); i++) {
                Ends ends = batch.get(i);
                long began = System.nanoTime();
                MergeResult result = merge.commits(reader, new Quarantine(), ObjectId.fromString(ends.ours()),
                        ObjectId.fromString(ends.theirs()), new MergeOptions(new Labels(ends.ours(), ends.theirs())));
                nanos += System.nanoTime() - began;
                count(verdict(result, answers.get(i)), ends);
            }
        }
    }

    private void count(String verdict, Ends ends) {
        counts.merge(verdict, 1, Integer::sum);
        if (!verdict.equals("equal"))
            System.out.println(verdict + ": " + ends.ours() + " " + ends.theirs());
    }

    private static String verdict(MergeResult result, Merged git) {
        return switch (result) {
            case MergeResult.Clean(ObjectId tree) -> {
                if (!git.clean())
                    yield "silent";
                yield tree.name().equals(git.tree()) ? "equal" : "other tree";
            }
            case MergeResult.Conflicted(ObjectId tree, List<ConflictedFile> files) -> {
                if (git.clean())
                    yield "more conflicts";
                yield tree.name().equals(git.tree()) && stages(files).equals(git.stages()) ? "equal" : "other conflict";
            }
            case MergeResult.Unrelated _ -> "unrelated";
            case MergeResult.Exceeded(String limit, _) -> "more than " + limit;
        };
    }

    private static List<String> stages(List<ConflictedFile> files) {
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
}
