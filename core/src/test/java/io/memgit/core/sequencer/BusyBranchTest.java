package io.memgit.core.sequencer;

import static io.memgit.core.commit.CoreFixture.ANNA;
import static io.memgit.core.commit.CoreFixture.AUTHOR;
import static io.memgit.core.commit.CoreFixture.MAIN;
import static io.memgit.core.commit.CoreFixture.createFile;
import static io.memgit.core.commit.CoreFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Divergence;
import io.memgit.core.browse.FileEntry;
import io.memgit.core.browse.GitPath;
import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.CoreFixture;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.limits.Limits;
import io.memgit.core.merge.Favor;
import io.memgit.core.merge.Merge;
import io.memgit.core.ref.RefName;
import io.memgit.core.sequencer.SequencerOutcome.Done;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many merges, picks, reverts, rebases and commits of one branch at once, over a ledger that takes
 * its time.
 */
class BusyBranchTest {

    private static final int ROUNDS = Integer.getInteger("memgit.rounds", 12);
    private static final int THREADS = 8;

    private final ExecutorService applier = Executors.newSingleThreadExecutor();
    private final CoreFixture core = new CoreFixture(this::late);
    private final Browse browse = new Browse(Limits.defaults());
    private final Sequencer sequencer = new Sequencer(core.repositories, core.commits, browse,
            new Merge(Limits.defaults()), Limits.defaults(), InstantSource.system(), new Random(1));

    // One thread applies, so that entries are in flight while others are made.
    private Ledger late(Ledger ledger) {
        return entry -> CompletableFuture.supplyAsync(() -> ledger.submit(entry).join(), applier);
    }

    @AfterEach
    void stop() {
        applier.close();
    }

    /** What one thread was told: new heads of main, and the files that main has to have in the end. */
    private record Told(List<ObjectId> heads, List<String> there, List<String> gone) {

        Told() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    @Test
    void whatWasAnsweredIsInTheHistoryAndNothingIsLost() throws Exception {
        commit(MAIN, "begin", null);
        List<Callable<Told>> work = List.of(this::commits, this::commits, this::merges, this::squashes, this::picks,
                this::reverts, this::rebases, this::merges);
        List<Told> told = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Told> one : threads.invokeAll(work))
                told.add(one.get());
        }
        ObjectId head = core.repository.refs().idOf(MAIN);
        int made = 0;
        for (Told one : told) {
            for (ObjectId commit : one.heads()) {
                assertThat(aloneIn(commit, head)).as("what %s has and main has not", commit.name()).isEmpty();
                made++;
            }
            for (String path : one.there())
                assertThat(find(head, path)).as(path).isInstanceOf(FileEntry.class);
            for (String path : one.gone())
                assertThat(find(head, path)).as(path).isNotInstanceOf(FileEntry.class);
        }
        assertThat(made).isEqualTo(told.stream().mapToInt(t -> t.heads().size()).sum()).isGreaterThan(ROUNDS * 7);
    }

    private Told commits() {
        Told told = new Told();
        for (int i = 0; i < ROUNDS; i++) {
            String path = name("commit") + i;
            told.heads.add(commit(MAIN, path, null));
            told.there.add(path);
        }
        return told;
    }

    private Told merges() {
        return merges(MergeStrategy.MERGE);
    }

    private Told squashes() {
        return merges(MergeStrategy.SQUASH);
    }

    private Told merges(MergeStrategy strategy) {
        Told told = new Told();
        for (int i = 0; i < ROUNDS; i++) {
            String path = name("merge") + i;
            ObjectId commit = side(path);
            told.heads.add(run(new Operation.Merge(MAIN, commit, "commit", "side", strategy, Favor.NONE, null, AUTHOR,
                    AUTHOR)).newHead());
            told.there.add(path);
        }
        return told;
    }

    private Told picks() {
        Told told = new Told();
        for (int i = 0; i < ROUNDS; i++) {
            String path = name("pick") + i;
            ObjectId one = side(path);
            ObjectId other = side(path + "-other");
            told.heads.add(run(new Operation.CherryPick(MAIN, List.of(one, other), 0, AUTHOR)).newHead());
            told.there.addAll(List.of(path, path + "-other"));
        }
        return told;
    }

    private Told reverts() {
        Told told = new Told();
        for (int i = 0; i < ROUNDS; i++) {
            String path = name("revert") + i;
            ObjectId commit = commit(MAIN, path, null);
            told.heads.add(run(new Operation.Revert(MAIN, commit, 0, null, AUTHOR, AUTHOR)).newHead());
            told.gone.add(path);
        }
        return told;
    }

    private Told rebases() {
        Told told = new Told();
        for (int i = 0; i < ROUNDS; i++) {
            String path = name("rebase") + i;
            ObjectId commit = side(path);
            told.heads.add(run(new Operation.Merge(MAIN, commit, "commit", "side", MergeStrategy.REBASE, Favor.NONE,
                    null, AUTHOR, AUTHOR)).newHead());
            told.there.add(path);
        }
        return told;
    }

    private static String name(String what) {
        return what + "-" + Thread.currentThread().threadId() + "-";
    }

    /** A commit with one file on a branch of its own, from main as it is. */
    private ObjectId side(String path) {
        return commit(RefName.branch("side/" + path).orElseThrow(), path, core.repository.refs().idOf(MAIN));
    }

    private ObjectId commit(RefName branch, String path, @Nullable ObjectId from) {
        Committed made = (Committed) core.commit(request(branch, List.of(createFile(path, path)), from, null));
        return made.commit();
    }

    private Made run(Operation operation) {
        SequencerOutcome outcome = sequencer.run(core.repository, new SequencerRequest(ANNA, operation, null, false))
                .join();
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done) outcome).made();
    }

    private List<ObjectId> aloneIn(ObjectId commit, ObjectId head) throws Exception {
        return ((Divergence.Found) browse.divergence(core.repository, commit, head)).onlyOne();
    }

    private Object find(ObjectId head, String path) throws Exception {
        return browse.find(core.repository, browse.commit(core.repository, head).tree(),
                GitPath.parse(path).orElseThrow());
    }
}
