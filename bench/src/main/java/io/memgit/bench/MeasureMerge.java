package io.memgit.bench;

import io.memgit.bench.report.Measure;
import io.memgit.bench.report.MeasureFile;
import io.memgit.bench.report.Row;
import io.memgit.core.commit.Content;
import io.memgit.core.commit.FileAction;
import io.memgit.core.limits.Limits;
import io.memgit.core.merge.Labels;
import io.memgit.core.merge.Merge;
import io.memgit.core.merge.MergeOptions;
import io.memgit.core.merge.MergeResult;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Measures the merge of two branches of a large tree, and beside it what {@code git merge-tree}
 * takes
 * in a repository of the same objects, many merges in one process.
 */
public final class MeasureMerge {

    private static final int FILES = 50_000;
    private static final int LINES = 40;
    private static final int CHANGED = 100;
    /** Of these, so many are changed on the other branch too, in other lines. */
    private static final int CHANGED_ON_BOTH = 10;
    private static final int CHANGED_UPSTREAM = 5_000;
    private static final int ACTIONS = 10_000;
    private static final double MILLISECOND = 1_000_000;

    private final Library library = new Library();
    private final MemoryRepository repository = library.create();
    private final FilePaths paths = new FilePaths(FILES);
    private final Merge merge = new Merge(Limits.defaults());
    private final MeasureFile measures;
    private final GitMergeTree git;
    private final int rounds;

    private MeasureMerge(boolean quick, Path folder, Path measures) {
        this.measures = new MeasureFile(measures);
        this.git = new GitMergeTree(folder);
        this.rounds = quick ? 5 : 15;
    }

    /** Arguments: {@code quick} or {@code full}, an empty folder, the file of measures. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        Files.createDirectories(folder);
        new MeasureMerge(arguments[0].equals("quick"), folder, Path.of(arguments[2])).run();
    }

    private void run() throws IOException {
        ObjectId base = grow(0, FILES, 0);
        ObjectId ours = grow(0, CHANGED, 1);
        back(ours, base);
        ObjectId theirs = grow(CHANGED - CHANGED_ON_BOTH, 2 * CHANGED - CHANGED_ON_BOTH, LINES - 2);
        back(theirs, base);
        ObjectId upstream = grow(2 * CHANGED, 2 * CHANGED + CHANGED_UPSTREAM, 1);
        GitExport.of(repository, git, List.of(ours, theirs, upstream));
        double gitMerge = ofGit(ours, theirs);
        measures.append(new Measure(Row.MERGE_HOT, ofMemgit(ours, theirs), "git merge-tree", gitMerge));
        library.fold(repository);
        measures.append(new Measure(Row.MERGE_PACKED, ofMemgit(ours, theirs), "git merge-tree", gitMerge));
        measures.append(new Measure(Row.MERGE_CHAIN, ofMemgit(upstream, theirs), "git merge-tree",
                ofGit(upstream, theirs)));
    }

    /** Commits files {@code from} to {@code to}, each in another directory, with one line changed. */
    private ObjectId grow(int from, int to, int changedLine) {
        ObjectId commit = ObjectId.zeroId();
        for (int start = from; start < to; start += ACTIONS) {
            List<FileAction> actions = new ArrayList<>();
            for (int i = start; i < Math.min(to, start + ACTIONS); i++)
                actions.add(new FileAction.Put(paths.path(i),
                        new Content.Bytes(content(i, changedLine)), null, null));
            commit = library.commit(repository, actions);
        }
        return commit;
    }

    private static byte[] content(int file, int changedLine) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < LINES; line++)
            text.append("line ").append(line).append(" of file ").append(file)
                    .append(line == changedLine && line > 0 ? " changed\n" : "\n");
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void back(ObjectId from, ObjectId to) {
        library.update(repository, List.of(new RefUpdate(Library.MAIN, from, to, null, true)));
    }

    private double ofMemgit(ObjectId ours, ObjectId theirs) throws IOException {
        double[] millis = new double[rounds * 4];
        for (int i = -rounds * 4; i < millis.length; i++) {
            long began = System.nanoTime();
            MergeResult result = merge.commits(repository, new Quarantine(), ours, theirs,
                    new MergeOptions(new Labels("ours", "theirs")));
            if (!(result instanceof MergeResult.Clean))
                throw new IllegalStateException("not merged: " + result);
            if (i >= 0)
                millis[i] = (System.nanoTime() - began) / MILLISECOND;
        }
        return median(millis);
    }

    private double ofGit(ObjectId ours, ObjectId theirs) throws IOException {
        List<GitMergeTree.Ends> many = Collections.nCopies(20, new GitMergeTree.Ends(ours.name(), theirs.name()));
        double[] millis = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long began = System.nanoTime();
            List<GitMergeTree.Merged> answers = git.merge(many);
            if (answers.size() != many.size() || !answers.getFirst().clean())
                throw new IllegalStateException("git does not merge: " + answers);
            millis[i] = (System.nanoTime() - began) / MILLISECOND / many.size();
        }
        return median(millis);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
