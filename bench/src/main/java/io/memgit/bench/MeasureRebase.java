package io.memgit.bench;

import io.memgit.bench.report.Measure;
import io.memgit.bench.report.MeasureFile;
import io.memgit.bench.report.Row;
import io.memgit.core.commit.Content;
import io.memgit.core.commit.FileAction;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.sequencer.Sequencer;
import io.memgit.core.sequencer.SequencerOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Measures the rebase of a branch of 100 commits, and beside it what {@code git rebase} takes with
 * a
 * work tree of the same files.
 */
public final class MeasureRebase {

    private static final RefName TOPIC = new RefName("refs/heads/topic");
    private static final int FILES = 2_000;
    private static final int LINES = 40;
    private static final int COMMITS = 100;
    private static final int UPSTREAM = 100;
    private static final double MILLISECOND = 1_000_000;

    private final Library library = new Library();
    private final Sequencer sequencer = library.sequencer();
    private final FilePaths paths = new FilePaths(FILES);
    private final MemoryRepository repository = library.create();
    private final MeasureFile measures;
    private final GitMergeTree git;
    private final int rounds;

    private MeasureRebase(boolean quick, Path folder, Path measures) {
        this.measures = new MeasureFile(measures);
        this.git = new GitMergeTree(folder);
        this.rounds = quick ? 5 : 15;
    }

    /** Arguments: {@code quick} or {@code full}, an empty folder, the file of measures. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        Files.createDirectories(folder);
        new MeasureRebase(arguments[0].equals("quick"), folder, Path.of(arguments[2])).run();
    }

    private void run() throws IOException {
        FileAction[] all = new FileAction[FILES];
        Arrays.setAll(all, i -> put(i, 0));
        ObjectId base = library.commit(repository, List.of(all));
        ObjectId topic = grow(COMMITS, 1);
        library.update(repository, List.of(new RefUpdate(Library.MAIN, topic, base, null, true),
                RefUpdate.create(TOPIC, topic)));
        // The same files as half of the branch, in other lines.
        ObjectId upstream = grow(UPSTREAM, LINES - 2);
        GitExport.of(repository, git, List.of(topic, upstream));
        measures.append(new Measure(Row.REBASE, ofMemgit(topic, upstream), "git rebase", ofGit(topic, upstream)));
    }

    /** Commits that change one line of one file each. */
    private ObjectId grow(int commits, int line) {
        ObjectId commit = ObjectId.zeroId();
        for (int i = 0; i < commits; i++)
            commit = library.commit(repository, List.of(put(line == 1 ? i : 2 * i, line)));
        return commit;
    }

    private FileAction put(int file, int changedLine) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < LINES; line++)
            text.append("line ").append(line).append(" of file ").append(file)
                    .append(line == changedLine && line > 0 ? " changed\n" : "\n");
        return new FileAction.Put(paths.path(file),
                new Content.Bytes(text.toString().getBytes(StandardCharsets.US_ASCII)), null, null);
    }

    private double ofMemgit(ObjectId topic, ObjectId upstream) {
        double[] millis = new double[rounds];
        for (int i = -rounds; i < rounds; i++) {
            long began = System.nanoTime();
            SequencerOutcome outcome = sequencer.run(repository, library.rebase(TOPIC, upstream)).join();
            long ended = System.nanoTime();
            if (!(outcome instanceof SequencerOutcome.Done done) || done.made().rewritten().size() != COMMITS)
                throw new IllegalStateException("not rebased: " + outcome);
            library.update(repository, List.of(new RefUpdate(TOPIC, done.made().newHead(), topic, null, true)));
            if (i >= 0)
                millis[i] = (ended - began) / MILLISECOND;
        }
        return median(millis);
    }

    private double ofGit(ObjectId topic, ObjectId upstream) throws IOException {
        git.run("", "config", "user.name", "Anna");
        git.run("", "config", "user.email", "anna@example.org");
        git.run("", "worktree", "add", "-q", "--detach", "work", topic.name());
        double[] millis = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            git.run("", "-C", "work", "checkout", "-q", "-f", "--detach", topic.name());
            long began = System.nanoTime();
            git.run("", "-C", "work", "rebase", "-q", upstream.name());
            millis[i] = (System.nanoTime() - began) / MILLISECOND;
            String made = git.run("", "-C", "work", "rev-list", "--count", upstream.name() + "..HEAD").strip();
            if (!made.equals(Integer.toString(COMMITS)))
                throw new IllegalStateException("git does not rebase: " + made);
        }
        return median(millis);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
