package io.memgit.core.commit;

import io.memgit.core.commit.CommitOutcome.Declined;
import io.memgit.core.commit.CommitOutcome.HeadMoved;
import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.Limits;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepoPayload;
import io.memgit.core.repo.Repositories;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to its branch. It runs on the threads that bring it further: the caller's
 * until its first entry is submitted, then those that complete an entry. No thread waits.
 */
final class CommitAttempt implements BranchLane.Waiter {

    private final Repositories repositories;
    private final MemoryRepository repository;
    private final CommitRequest request;
    private final Limits limits;
    private final BranchLanes.Branch branch;
    private final BranchLanes.Lanes lanes;
    private final Preparer preparer;
    private final CompletableFuture<CommitOutcome> answer = new CompletableFuture<>();
    private final @Nullable Lease lease;
    private int tries;

    CommitAttempt(Repositories repositories, MemoryRepository repository, CommitRequest request, Limits limits,
            BranchLanes lanes) {
        this.repositories = repositories;
        this.repository = repository;
        this.request = request;
        this.limits = limits;
        this.branch = new BranchLanes.Branch(repository.id(), request.branch());
        this.lanes = lanes.of(branch);
        this.preparer = new Preparer(repository, request, limits);
        this.lease = request.namesObjects() ? repository.lease() : null;
    }

    CompletableFuture<CommitOutcome> start() {
        advance(request.dryRun());
        return answer;
    }

    @Override
    public boolean alone() {
        return false;
    }

    @Override
    public void enter() {
        advance(true);
    }

    /**
     * Tries until there is an answer or something to wait for.
     *
     * @param admitted
     *            whether it need not wait for its turn
     */
    private void advance(boolean admitted) {
        try {
            Step step = attempt(admitted);
            while (step instanceof Step.Again) {
                if (!mayTryAgain())
                    return;
                step = attempt(admitted);
            }
            take(step);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** What an attempt has led to; acted on without the lane's lock. */
    private sealed interface Step {
        record Again() implements Step {}

        record Answer(CommitOutcome outcome) implements Step {}

        record Waits() implements Step {}

        record Submitted(InFlight write, Prepared prepared, CompletableFuture<Outcome> outcome) implements Step {}
    }

    private void take(Step step) {
        switch (step) {
            case Step.Answer(CommitOutcome outcome) -> {
                leave();
                answer.complete(outcome);
            }
            case Step.Waits _ -> {
                // Whoever lets it in goes on with it.
            }
            case Step.Submitted(InFlight write, Prepared prepared, CompletableFuture<Outcome> outcome) -> {
                var _ = outcome
                        .whenComplete((result, error) -> guarded(() -> settled(write, prepared, result, error)));
            }
            case Step.Again _ -> {
                if (mayTryAgain())
                    lanes.awaitAgain(branch, this);
            }
        }
    }

    // What goes wrong in a callback would be lost with the future that called it, and the lease be held
    // for ever: so errors, such as a moment without memory, are answers too.
    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private Step attempt(boolean admitted) {
        if (lanes.lock.getQueueLength() >= limits.commit().waiting())
            throw new LedgerException(Fate.NOT_APPLIED, "too many commits wait for their turn");
        lanes.lock.lock();
        try {
            if (!admitted && lanes.isFull(branch))
                return waits(null);
            BranchLane lane = lanes.find(branch);
            InFlight tip = lane == null ? null : lane.tip();
            ObjectId applied = repository.refs().idOf(request.branch());
            InFlight base = baseFor(tip);
            ObjectId head = BranchLane.headAfter(base, applied);
            ObjectId expected = request.expectedHead();
            if (expected != null && !expected.equals(head))
                return new Step.Answer(new HeadMoved(applied));
            Prepared prepared;
            try {
                prepared = preparer.prepare(head, base);
            } catch (DeclinedException e) {
                // Judged on a head that may never come to be, it is not the last word.
                return base == null ? new Step.Answer(e.declined()) : waitsAgain(base);
            }
            RefUpdate update = update(prepared);
            if (request.dryRun())
                return judged(prepared, repository.judge(List.of(update)));
            CompletableFuture<Outcome> outcome = submit(prepared, update);
            if (outcome.isDone() && !outcome.isCompletedExceptionally())
                return judged(prepared, outcome.resultNow());
            InFlight write = new InFlight(prepared, base);
            lanes.enter(branch, write, base == tip);
            return new Step.Submitted(write, prepared, outcome);
        } finally {
            lanes.lock.unlock();
        }
    }

    private Step waits(@Nullable InFlight write) {
        lanes.await(branch, write, this);
        return new Step.Waits();
    }

    private Step waitsAgain(InFlight write) {
        if (++tries > limits.commit().retries())
            throw tooOften();
        return waits(write);
    }

    /** A dry run, and a commit that expects another head than the tip, look at the branch as it is. */
    private @Nullable InFlight baseFor(@Nullable InFlight tip) {
        if (tip == null || request.dryRun())
            return null;
        ObjectId expected = request.expectedHead();
        return expected == null || expected.equals(tip.commit) ? tip : null;
    }

    private RefUpdate update(Prepared prepared) {
        ObjectId old = prepared.oldHead();
        // What one action brought and another one replaced comes in and is reached by nothing.
        if (request.mayLeaveSomething(prepared.filesChanged()))
            return new RefUpdate(request.branch(), old, prepared.commit(), null, true);
        return old.equals(ObjectId.zeroId())
                ? RefUpdate.create(request.branch(), prepared.commit())
                : RefUpdate.fastForward(request.branch(), old, prepared.commit());
    }

    private CompletableFuture<Outcome> submit(Prepared prepared, RefUpdate update) {
        return repositories.write(request.actor(), repository,
                new RepoPayload.Write(prepared.objects(), List.of(update), EventType.COMMIT));
    }

    private void settled(InFlight write, Prepared prepared, @Nullable Outcome outcome, @Nullable Throwable error) {
        lanes.leave(branch, write, outcome instanceof Outcome.Accepted);
        try {
            // The answer first: those who wait have time.
            if (outcome == null)
                fail(error == null ? new IllegalStateException("a ledger without an answer") : error);
            else
                take(judged(prepared, outcome));
        } finally {
            lanes.admit(branch);
        }
    }

    private boolean mayTryAgain() {
        if (++tries <= limits.commit().retries())
            return true;
        fail(tooOften());
        return false;
    }

    private LedgerException tooOften() {
        return new LedgerException(Fate.NOT_APPLIED, "the branch moved " + tries + " times while the commit was made");
    }

    private Step judged(Prepared prepared, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(EventNumber number) -> new Step.Answer(prepared.committed(number));
            case Outcome.Stale(_, ObjectId current) -> request.expectedHead() == null
                    ? new Step.Again()
                    : new Step.Answer(new HeadMoved(current));
            case Outcome.Conflicted(String code, String detail) -> declined(code, detail, "");
            case Outcome.Refused(String code, String detail, String limit) -> declined(code, detail, limit);
        };
    }

    private static Step declined(String code, String detail, String limit) {
        return new Step.Answer(new Declined(Reason.of(code), "", detail, limit));
    }

    private void fail(Throwable error) {
        leave();
        answer.completeExceptionally(error);
    }

    private void leave() {
        if (lease != null)
            lease.close();
    }
}
