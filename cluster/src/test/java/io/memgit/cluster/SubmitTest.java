package io.memgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.LedgerException.Reason;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.PayloadKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is answered, when, and on which thread. */
@Execution(ExecutionMode.CONCURRENT)
class SubmitTest {

    @TempDir
    Path folder;

    private static RaftSettings with(int maxOutstanding, Duration timeout) {
        return Ledgers.QUICK.with(new RaftSettings.Submits(maxOutstanding, 1 << 20, 64 << 10, 1 << 20, timeout));
    }

    @Test
    void answersComeOnVirtualThreadsAndNeverOnTheOneThatApplies() throws IOException {
        Journal journal = new Journal();
        try (RaftLedger ledger = Ledgers.open(folder, journal, Ledgers.QUICK)) {
            CountDownLatch hold = journal.holdApply();
            CompletableFuture<Thread> told = ledger.submit(Journal.note(1)).thenApply(any -> Thread.currentThread());
            hold.countDown();
            assertThat(told.join().isVirtual()).isTrue();
            assertThat(told.join()).isNotEqualTo(journal.applyThread());
        }
    }

    @Test
    void entriesOfOneThreadAreAppliedInTheirOrderLargeOnesToo() throws IOException {
        Journal journal = new Journal();
        try (RaftLedger ledger = Ledgers.open(folder, journal, Ledgers.QUICK)) {
            List<CompletableFuture<Outcome>> answers = new ArrayList<>();
            for (int number = 1; number <= 100; number++)
                answers.add(ledger.submit(Journal.note(number, number % 10 == 0 ? 300_000 : 10, null)));
            answers.forEach(CompletableFuture::join);
            assertThat(journal.numbers()).isEqualTo(Ledgers.numbers(1, 100));
        }
    }

    @Test
    void tooManyAtOnceAreRefusedAndOthersTakenWhenThereIsRoomAgain() throws IOException {
        Journal journal = new Journal();
        try (RaftLedger ledger = Ledgers.open(folder, journal, with(5, Duration.ofSeconds(20)))) {
            CountDownLatch hold = journal.holdApply();
            List<CompletableFuture<Outcome>> taken = new ArrayList<>();
            for (int number = 1; number <= 5; number++)
                taken.add(ledger.submit(Journal.note(number)));
            LedgerException refused = Ledgers.failure(ledger.submit(Journal.note(6)));
            assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
            assertThat(refused.fate()).isEqualTo(Fate.NOT_APPLIED);
            hold.countDown();
            taken.forEach(CompletableFuture::join);
            assertThat(ledger.submit(Journal.note(7)).join()).isEqualTo(Ledgers.accepted(6));
            assertThat(journal.numbers()).containsExactly(1L, 2L, 3L, 4L, 5L, 7L);
        }
    }

    @Test
    void bytesAreBoundedAsWell() throws IOException {
        Journal journal = new Journal();
        try (RaftLedger ledger = Ledgers.open(folder, journal, with(1000, Duration.ofSeconds(20)))) {
            CountDownLatch hold = journal.holdApply();
            List<CompletableFuture<Outcome>> taken = new ArrayList<>();
            for (int number = 1; number <= 17; number++)
                taken.add(ledger.submit(Journal.note(number, 60_000, null)));
            assertThat(Ledgers.failure(ledger.submit(Journal.note(18, 60_000, null))).reason())
                    .isEqualTo(Reason.OVERLOADED);
            hold.countDown();
            taken.forEach(CompletableFuture::join);
        }
    }

    @Test
    void anEntryWithoutAnAnswerInTimeIsUnknownAndARepeatIsAppliedOnce() throws IOException {
        Journal journal = new Journal();
        try (RaftLedger ledger = Ledgers.open(folder, journal, with(100, Duration.ofMillis(100)))) {
            CountDownLatch hold = journal.holdApply();
            Entry entry = Journal.note(1);
            assertThat(Ledgers.failure(ledger.submit(entry)).fate()).isEqualTo(Fate.UNKNOWN);
            assertThat(Ledgers.failure(ledger.submit(entry)).fate()).as("repeated while it is under way")
                    .isEqualTo(Fate.UNKNOWN);
            assertThat(Ledgers.failure(ledger.submit(Journal.note(9))).fate()).as("another, while the log stalls")
                    .isEqualTo(Fate.NOT_APPLIED);
            assertThat(ledger.status(GroupName.META).condition()).isEqualTo(GroupStatus.Condition.STALLED);
            hold.countDown();
            assertThat(Ledgers.untilTaken(ledger, Journal.note(2))).isEqualTo(Ledgers.accepted(2));
            assertThat(ledger.submit(entry).join()).isEqualTo(Ledgers.accepted(1));
            assertThat(journal.numbers()).containsExactly(1L, 2L);
        }
    }

    @Test
    void aSnapshotThatIsBeingWrittenHoldsNothingUp() throws IOException {
        Journal journal = new Journal();
        try (RaftLedger ledger = Ledgers.open(folder, journal, Ledgers.QUICK)) {
            assertThat(Ledgers.submit(ledger, 1, 10)).isEqualTo(10);
            CountDownLatch hold = journal.holdSnapshots();
            CompletableFuture<Boolean> snapshot = ledger.snapshot(GroupName.META);
            assertThat(Ledgers.submit(ledger, 11, 500)).isEqualTo(490);
            assertThat(snapshot).isNotDone();
            hold.countDown();
            assertThat(snapshot.join()).isTrue();
            assertThat(journal.kept()).first().satisfies(size -> assertThat(size).isBetween(10, 500));
        }
    }

    @Test
    void aCloseUnderLoadAnswersWhatItTookAndTakesNoMore() throws IOException, InterruptedException {
        Journal journal = new Journal();
        RaftLedger ledger = Ledgers.open(folder, journal, Ledgers.QUICK);
        AtomicBoolean refused = new AtomicBoolean();
        List<Long> accepted = new ArrayList<>();
        Thread writer = Thread.ofVirtual().start(() -> {
            for (long number = 1; !refused.get(); number++) {
                try {
                    ledger.submit(Journal.note(number)).join();
                    accepted.add(number);
                } catch (CompletionException e) {
                    refused.set(Ledgers.failure(e).fate() == Fate.NOT_APPLIED);
                }
            }
        });
        assertThat(Ledgers.submit(ledger, 1_000_000, 1_000_100)).isEqualTo(101);
        ledger.close();
        writer.join();
        assertThat(journal.numbers().stream().filter(number -> number < 1_000_000)).isEqualTo(accepted);
    }

    @Test
    void whatIsSubmittedAfterTheCloseIsNotApplied() throws IOException {
        Journal journal = new Journal();
        RaftLedger ledger = Ledgers.open(folder, journal, Ledgers.QUICK);
        List<CompletableFuture<Outcome>> before = new ArrayList<>();
        for (int number = 1; number <= 100; number++)
            before.add(ledger.submit(Journal.note(number)));
        ledger.close();
        assertThat(Ledgers.failure(ledger.submit(Journal.note(101))).fate()).isEqualTo(Fate.NOT_APPLIED);
        before.forEach(answer -> assertThat(answer.join()).isInstanceOf(Outcome.Accepted.class));
        assertThat(journal.numbers()).hasSize(100);
    }

    @Test
    void anEntryThatIsTooLargeIsRefusedAndAnUnknownKindIsABug() throws IOException {
        try (RaftLedger ledger = Ledgers.open(folder, new Journal(PayloadKind.REPOSITORY), Ledgers.QUICK)) {
            assertThatThrownBy(() -> ledger.submit(Journal.note(1))).isInstanceOf(IllegalArgumentException.class);
        }
        RaftSettings settings = with(10, Duration.ofSeconds(20));
        try (RaftLedger ledger = Ledgers.open(folder.resolve("other"), new Journal(), settings)) {
            assertThat(Ledgers.failure(ledger.submit(Journal.note(1, 2 << 20, null))).fate())
                    .isEqualTo(Fate.NOT_APPLIED);
        }
    }

    @Test
    void aStateBelongsToOneGroup() {
        Journal journal = new Journal();
        Map<GroupName, List<Journal>> twice = Map.of(GroupName.META, List.of(journal), GroupName.data(0),
                List.of(journal));
        assertThatThrownBy(() -> RaftLedger.open(folder, twice, entry -> GroupName.META, Ledgers.QUICK))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theHandlerOfUncaughtExceptionsStaysThatOfTheProcess() throws IOException {
        AtomicBoolean told = new AtomicBoolean();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.UncaughtExceptionHandler own = (thread, error) -> told.set(true);
        Thread.setDefaultUncaughtExceptionHandler(own);
        try (RaftLedger ledger = Ledgers.open(folder, new Journal(), Ledgers.QUICK)) {
            assertThat(Ledgers.submit(ledger, 1, 1)).isEqualTo(1);
            assertThat(Thread.getDefaultUncaughtExceptionHandler()).isEqualTo(own);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
