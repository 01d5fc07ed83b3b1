package io.memgit.core.sequencer;

import io.memgit.core.commit.Commits;
import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.Limits;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepoPayload;
import io.memgit.core.repo.Repositories;
import io.memgit.core.sequencer.SequencerOutcome.Conflicted;
import io.memgit.core.sequencer.SequencerOutcome.Declined;
import io.memgit.core.sequencer.SequencerOutcome.Done;
import io.memgit.core.sequencer.SequencerOutcome.HeadMoved;
import io.memgit.core.sequencer.SequencerOutcome.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One request on its way to its branch. It is evaluated without a lock; where the branch has moved
 * meanwhile, again, and after some losses while no commit of the branch is made. The first time it
 * is on the caller's thread, later on one of its own: whoever completes an entry has other things
 * to
 * do.
 */
final class Attempt {

    /** So often it takes its chance among the commits; then it waits for its turn. */
    private static final int CHANCES = 3;
    private static final Executor OWN_THREAD = task -> Thread.ofVirtual().name("sequencer").start(task);

    private final Repositories repositories;
    private final Commits commits;
    private final MemoryRepository repository;
    private final SequencerRequest request;
    private final Limits limits;
    private final Supplier<Evaluation> evaluations;

    Attempt(Repositories repositories, Commits commits, MemoryRepository repository, SequencerRequest request,
            Limits limits, Supplier<Evaluation> evaluations) {
        this.repositories = repositories;
        this.commits = commits;
        this.repository = repository;
        this.request = request;
        this.limits = limits;
        this.evaluations = evaluations;
    }

    CompletableFuture<SequencerOutcome> start() {
        Lease lease = repository.lease();
        try {
            return attempt(0).whenComplete((_, _) -> lease.close());
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    private CompletableFuture<SequencerOutcome> attempt(int tries) {
        if (tries == CHANCES)
            return commits.alone(repository, List.of(request.operation().branch()), () -> onOwnThread(CHANCES + 1));
        if (tries > limits.commit().retries())
            return CompletableFuture.failedFuture(new LedgerException(Fate.NOT_APPLIED,
                    "the branch moved " + tries + " times while commits were made for it"));
        ObjectId head = repository.refs().idOf(request.operation().branch());
        Optional<SequencerOutcome> refusal = refusal(head);
        if (refusal.isPresent())
            return done(refusal.get());
        return switch (evaluated(head)) {
            case Evaluated.Declined(Declined declined) -> done(declined);
            case Evaluated.Conflicted(var conflict) ->
                done(new Conflicted(request.operation(), Optional.empty(), head, conflict));
            case Evaluated.Ready ready -> submit(ready).thenCompose(outcome -> judged(ready, outcome)
                    .map(Attempt::done)
                    .orElseGet(() -> onOwnThread(tries + 1)));
        };
    }

    private CompletableFuture<SequencerOutcome> onOwnThread(int tries) {
        return CompletableFuture.completedFuture(tries).thenComposeAsync(this::attempt, OWN_THREAD);
    }

    private Optional<SequencerOutcome> refusal(ObjectId head) {
        ObjectId expected = request.expectedHead();
        if (expected != null && !expected.equals(head))
            return Optional.of(new HeadMoved(request.operation(), head));
        return head.equals(ObjectId.zeroId())
                ? Optional.of(declined(Reason.NO_BRANCH,
                        "there is no branch " + request.operation().branch().shortName(), ""))
                : Optional.empty();
    }

    private Evaluated evaluated(ObjectId head) {
        try {
            return evaluations.get().of(request.operation(), head);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + repository.name(), e);
        }
    }

    private CompletableFuture<Outcome> submit(Evaluated.Ready ready) {
        Made made = ready.made();
        List<RefUpdate> updates = List.of(new RefUpdate(request.operation().branch(), made.oldHead(), made.newHead(),
                null, ready.rewinds()));
        if (made.oldHead().equals(made.newHead()))
            return CompletableFuture.completedFuture(repository.root().deleted()
                    ? repository.judge(updates)
                    : new Outcome.Accepted(repository.root().number()));
        if (request.dryRun())
            return CompletableFuture.completedFuture(repository.judge(updates));
        return repositories.write(request.actor(), repository,
                new RepoPayload.Write(ready.objects(), updates, request.operation().type()));
    }

    /** What the ledger's answer comes to; empty when it is to be tried again. */
    private Optional<SequencerOutcome> judged(Evaluated.Ready ready, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(EventNumber number) -> Optional.of(new Done(request.operation(), ready.made(),
                    request.dryRun() ? EventNumber.NONE : number));
            case Outcome.Stale(_, ObjectId current) -> request.expectedHead() == null
                    ? Optional.empty()
                    : Optional.of(new HeadMoved(request.operation(), current));
            case Outcome.Refused(_, String detail, String limit) -> Optional
                    .of(declined(limit.isEmpty() ? Reason.NO_REPOSITORY : Reason.LIMIT, detail, limit));
            case Outcome.Conflicted(String code, _) ->
                throw new IllegalStateException("an outcome that no move of a branch has: " + code);
        };
    }

    private static Declined declined(Reason reason, String detail, String limit) {
        return new Declined(reason, detail, Optional.empty(), limit);
    }

    private static CompletableFuture<SequencerOutcome> done(SequencerOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
