package io.memgit.core.branch;

import static io.memgit.core.commit.CoreFixture.ANNA;
import static io.memgit.core.commit.CoreFixture.MAIN;
import static io.memgit.core.commit.CoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Resolution;
import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.Commits;
import io.memgit.core.commit.CoreFixture;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.limits.Limits;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefName;
import io.memgit.core.updateref.RefOutcome;
import io.memgit.core.updateref.RefOutcome.Missing;
import io.memgit.core.updateref.RefOutcome.Moved;
import io.memgit.core.updateref.RefOutcome.NotFastForward;
import io.memgit.core.updateref.RefOutcome.Unresolved;
import io.memgit.core.updateref.RefOutcome.Updated;
import io.memgit.core.updateref.RefUpdates;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BranchesTest {

    private static final RefName SIDE = RefName.branch("side").orElseThrow();
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CoreFixture core = new CoreFixture();
    private final Branches branches = new Branches(new RefUpdates(core.repositories, core.commits, Limits.defaults()),
            new Browse(Limits.defaults()));
    private ObjectId first = ObjectId.zeroId();
    private ObjectId second = ObjectId.zeroId();

    @BeforeEach
    void twoCommits() {
        first = commit("1");
        second = commit("2");
    }

    @Test
    void aBranchStartsAtTheDefaultBranchOrAtAnyRevision() throws IOException {
        assertThat(create(SIDE, null)).isInstanceOf(Updated.class);
        assertThat(core.repository.refs().idOf(SIDE)).isEqualTo(second);
        RefName old = RefName.branch("old").orElseThrow();
        assertThat(create(old, "main~1")).isInstanceOf(Updated.class);
        assertThat(core.repository.refs().idOf(old)).isEqualTo(first);
    }

    @Test
    void aRevisionThatIsNotThereMakesNoneOfTheBranches() throws IOException {
        RefOutcome outcome = branches.create(ANNA, core.repository, List.of(new NewBranch(SIDE, "main"),
                new NewBranch(RefName.branch("x").orElseThrow(), "nowhere")), false).join();
        assertThat(outcome).isEqualTo(
                new Unresolved(RefName.branch("x").orElseThrow(), "nowhere", new Resolution.NotFound()));
        assertThat(core.repository.refs().size()).isEqualTo(1);
    }

    @Test
    void aBranchThatIsThereIsNotMadeAgain() throws IOException {
        assertThat(create(MAIN, "main")).isEqualTo(new Moved(MAIN, second));
    }

    @Test
    void anEmptyRepositoryHasNothingToStartFrom() throws IOException {
        CoreFixture empty = new CoreFixture();
        Branches there = new Branches(new RefUpdates(empty.repositories, empty.commits, Limits.defaults()),
                new Browse(Limits.defaults()));
        assertThat(there.create(ANNA, empty.repository, List.of(new NewBranch(SIDE, null)), false).join())
                .isInstanceOf(Unresolved.class);
    }

    @Test
    void aMoveBackIsForcedOrRefused() throws IOException {
        assertThat(move("main~1", null, false)).isEqualTo(new NotFastForward(MAIN, second));
        assertThat(move("main~1", first, true)).isEqualTo(new Moved(MAIN, second));
        assertThat(move("main~1", second, true)).isInstanceOf(Updated.class);
        assertThat(core.repository.refs().idOf(MAIN)).isEqualTo(first);
    }

    @Test
    void aMissingBranchIsNeitherMovedNorDeleted() throws IOException {
        assertThat(branches.move(ANNA, core.repository, new BranchMove(SIDE, "main", null, true), false).join())
                .isEqualTo(new Missing(SIDE));
        assertThat(branches.delete(ANNA, core.repository, SIDE, null, false).join()).isEqualTo(new Missing(SIDE));
    }

    @Test
    void movesWithoutAnExpectedHeadAllLandWhateverComesBetween() throws Exception {
        assertThat(create(SIDE, "main~1")).isInstanceOf(Updated.class);
        List<Future<RefOutcome>> moves = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 200; i++) {
                String target = i % 2 == 0 ? "main" : "main~1";
                moves.add(writers.submit(() -> branches
                        .move(ANNA, core.repository, new BranchMove(SIDE, target, null, true), false)
                        .join()));
            }
        }
        for (Future<RefOutcome> move : moves)
            assertThat(move.get()).isInstanceOf(Updated.class);
        assertThat(core.repository.refs().idOf(SIDE)).isIn(first, second);
    }

    @Test
    void whoWaitsForACommitIsWokenWhenTheBranchHasIt() throws Exception {
        assertThat(create(SIDE, "main~1")).isInstanceOf(Updated.class);
        try (ExecutorService waiters = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<RefEntry>>> waiting = new ArrayList<>();
            for (int i = 0; i < 20; i++)
                waiting.add(waiters.submit(() -> branches.await(core.repository, SIDE, second, LONG)));
            ObjectId third = commit("3");
            RefOutcome moved = branches
                    .move(ANNA, core.repository, new BranchMove(SIDE, "main", null, false), false).join();
            assertThat(moved).isInstanceOf(Updated.class);
            for (Future<Optional<RefEntry>> one : waiting)
                assertThat(one.get()).hasValueSatisfying(ref -> assertThat(ref.id()).isEqualTo(third));
        }
    }

    @Test
    void theWaitEndsWithTheBranchAsItIsWhenTheTimeIsOver() throws Exception {
        ObjectId never = ObjectId.fromString("00000000000000000000000000000000deadbeef");
        assertThat(branches.await(core.repository, MAIN, never, Duration.ZERO)).get().extracting(RefEntry::id)
                .isEqualTo(second);
        assertThat(branches.await(core.repository, SIDE, never, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void theWaitEndsWithTheRepository() throws Exception {
        try (ExecutorService waiters = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<RefEntry>> waiting = waiters
                    .submit(() -> branches.await(core.repository, SIDE, second, LONG));
            core.repositories.delete(ANNA, core.repository).join();
            assertThat(waiting.get()).isEmpty();
        }
    }

    @Test
    void aMoveThatLosesToOthersForEverEndsWithoutHavingMoved() {
        AtomicReference<Runnable> other = new AtomicReference<>(() -> {});
        CoreFixture busy = new CoreFixture(ledger -> entry -> {
            other.getAndSet(() -> {}).run();
            return ledger.submit(entry);
        });
        ObjectId start = ((Committed) busy.commit(put("a", "1"))).commit();
        AtomicInteger commits = new AtomicInteger();
        // They do not come through the door that gives turns, as pushes do not.
        Commits elsewhere = new Commits(busy.repositories, Limits.defaults());
        other.set(new Runnable() {
            @Override
            public void run() {
                elsewhere.commit(busy.repository, CoreFixture.request(MAIN,
                        List.of(put("a", "again " + commits.incrementAndGet())), null, null)).join();
                other.set(this);
            }
        });
        Branches there = new Branches(new RefUpdates(busy.repositories, busy.commits, Limits.defaults()),
                new Browse(Limits.defaults()));
        assertThatThrownBy(() -> there
                .move(ANNA, busy.repository, new BranchMove(MAIN, start.name(), null, true), false)
                .join()).hasCauseInstanceOf(LedgerException.class);
        assertThat(commits).hasValueGreaterThan(1);
        assertThat(busy.repository.refs().idOf(MAIN)).isNotEqualTo(start);
    }

    private ObjectId commit(String text) {
        return ((Committed) core.commit(put("a", text))).commit();
    }

    private RefOutcome create(RefName name, @Nullable String from) throws IOException {
        return branches.create(ANNA, core.repository, List.of(new NewBranch(name, from)), false).join();
    }

    private RefOutcome move(String target, @Nullable ObjectId expected, boolean force) throws IOException {
        return branches.move(ANNA, core.repository, new BranchMove(MAIN, target, expected, force), false).join();
    }
}
