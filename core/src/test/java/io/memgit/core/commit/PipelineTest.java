package io.memgit.core.commit;

import static io.memgit.core.commit.CoreFixture.ANNA;
import static io.memgit.core.commit.CoreFixture.MAIN;
import static io.memgit.core.commit.CoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.CommitOutcome.Declined;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.limits.ChangedLimits;
import io.memgit.core.limits.CommitLimits;
import io.memgit.core.limits.Limits;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.updateref.RefChange;
import io.memgit.core.updateref.RefOutcome;
import io.memgit.core.updateref.RefUpdates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private static final RefName SIDE = RefName.branch("side").orElseThrow();

    private final HeldLedger[] made = new HeldLedger[1];
    private final CoreFixture core = new CoreFixture(inner -> made[0] = new HeldLedger(inner));
    private final HeldLedger ledger = made[0];

    @Test
    void thePipeStaysFullAndCommitsLandInTheOrderInWhichTheyCame() {
        Commits commits = commits(4, 100);
        List<CompletableFuture<CommitOutcome>> answers = several(commits, 20);
        for (int left = 20; left > 0; left--) {
            assertThat(ledger.waiting()).isEqualTo(Math.min(4, left));
            ledger.settle();
        }
        ObjectId head = ObjectId.zeroId();
        for (CompletableFuture<CommitOutcome> answer : answers) {
            Committed done = (Committed) answer.join();
            assertThat(done.oldHead()).as("one behind the other").isEqualTo(head);
            head = done.commit();
        }
    }

    @Test
    void moreThanMayWaitAreRefusedAtOnceAndNothingElseHappensToTheOthers() {
        Commits commits = commits(2, 3);
        List<CompletableFuture<CommitOutcome>> answers = several(commits, 5);
        CompletableFuture<CommitOutcome> last = commit(commits, "one too many");
        assertThatThrownBy(last::join).isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(LedgerException.class,
                        e -> assertThat(e.fate()).isEqualTo(LedgerException.Fate.NOT_APPLIED));
        settleAll();
        assertThat(answers).allSatisfy(a -> assertThat(a.join()).isInstanceOf(Committed.class));
        CompletableFuture<CommitOutcome> later = commit(commits, "later");
        settleAll();
        assertThat(later.join()).isInstanceOf(Committed.class);
    }

    @Test
    void thoseThatWaitForOneCommitCountAmongThoseThatWait() {
        Commits commits = commits(10, 2);
        var _ = commit(commits, "first");
        List<CompletableFuture<CommitOutcome>> doubtful = new ArrayList<>();
        for (int i = 0; i < 3; i++)
            doubtful.add(commits.commit(core.repository,
                    CoreFixture.request(MAIN, List.of(CoreFixture.delete("not there")), null, null)));
        assertThat(doubtful.get(2)).isCompletedExceptionally();
        settleAll();
        assertThat(doubtful.get(0).join()).isInstanceOf(Declined.class);
        assertThat(doubtful.get(1).join()).isInstanceOf(Declined.class);
    }

    @Test
    void anAnswerDoesNotWaitForThoseWhoAreLetInByIt() {
        Commits commits = commits(1, 100);
        List<Integer> inLedger = new ArrayList<>();
        var _ = commit(commits, "first").thenRun(() -> inLedger.add(ledger.waiting()));
        var _ = several(commits, 3);
        ledger.settle();
        assertThat(inLedger).containsExactly(0);
        assertThat(ledger.waiting()).isEqualTo(1);
    }

    @Test
    void thousandsThatWaitAreLetInByALedgerThatAnswersAtOnce() {
        Commits commits = commits(1, 10_000);
        List<CompletableFuture<CommitOutcome>> answers = several(commits, 5_000);
        ledger.hold(false);
        ledger.settle();
        assertThat(answers).allSatisfy(a -> assertThat(a.join()).isInstanceOf(Committed.class));
        assertThat(core.repository.root().number().value()).isEqualTo(5_000);
    }

    @Test
    void aMoveWithoutAConditionGetsItsTurnAmongCommitsThatNeverEnd() {
        Commits commits = commits(8, 100);
        ledger.hold(false);
        ObjectId target = ((Committed) commits
                .commit(core.repository, CoreFixture.request(MAIN, List.of(put("a", "1")), null, null))
                .join()).commit();
        ledger.hold(true);
        RefUpdates updates = new RefUpdates(core.repositories, commits, Limits.defaults());
        boolean[] enough = new boolean[1];
        for (int writer = 0; writer < 16; writer++)
            again(commits, writer, 0, enough);
        CompletableFuture<RefOutcome> moved = updates.update(core.repository, new RefUpdates.Request(ANNA,
                List.of(RefChange.move(MAIN, null, target, true)), new Quarantine(), EventType.BRANCH, false));
        for (int step = 0; step < 500 && !moved.isDone(); step++)
            ledger.settle();
        assertThat(moved).isDone();
        assertThat(moved.join()).isInstanceOf(RefOutcome.Updated.class);
        ObjectId after = core.repository.refs().idOf(MAIN);
        for (int step = 0; step < 50; step++)
            ledger.settle();
        assertThat(core.repository.refs().idOf(MAIN)).as("commits go on").isNotEqualTo(after);
        enough[0] = true;
        settleAll();
    }

    @Test
    void twoTurnsOfTheSameBranchesDoNotWaitForEachOther() {
        Commits commits = commits(8, 100);
        CompletableFuture<String> firstWork = new CompletableFuture<>();
        CompletableFuture<String> first = commits.alone(core.repository, List.of(MAIN, SIDE), () -> firstWork);
        CompletableFuture<String> second = commits.alone(core.repository, List.of(SIDE, MAIN),
                () -> CompletableFuture.completedFuture("second"));
        CompletableFuture<CommitOutcome> commit = commit(commits, "behind both");
        assertThat(second).isNotDone();
        assertThat(ledger.waiting()).isZero();
        firstWork.completeExceptionally(new IllegalStateException("planted"));
        assertThat(first).isCompletedExceptionally();
        assertThat(second.join()).isEqualTo("second");
        settleAll();
        assertThat(commit.join()).isInstanceOf(Committed.class);
    }

    private void again(Commits commits, int writer, int round, boolean[] enough) {
        if (enough[0])
            return;
        var _ = commits
                .commit(core.repository,
                        CoreFixture.request(MAIN, List.of(put("w" + writer, "" + round)), null, null))
                .thenRun(() -> again(commits, writer, round + 1, enough));
    }

    private Commits commits(int pipelined, int waiting) {
        CommitLimits c = Limits.defaults().commit();
        CommitLimits small = new CommitLimits(c.actions(), c.streamSize(), c.fileSize(), c.messageSize(),
                c.identSize(), c.retries(), waiting, pipelined);
        ledger.hold(true);
        return new Commits(core.repositories, ChangedLimits.with(small));
    }

    private List<CompletableFuture<CommitOutcome>> several(Commits commits, int count) {
        List<CompletableFuture<CommitOutcome>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++)
            answers.add(commit(commits, "" + i));
        return answers;
    }

    private CompletableFuture<CommitOutcome> commit(Commits commits, String text) {
        return commits.commit(core.repository,
                CoreFixture.request(MAIN, List.of(put("file", text)), null, null));
    }

    private void settleAll() {
        while (ledger.waiting() > 0)
            ledger.settle();
    }
}
