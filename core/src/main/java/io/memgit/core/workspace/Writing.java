package io.memgit.core.workspace;

import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.commit.Commits;
import io.memgit.core.commit.DeclinedException;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.Limits;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.HiddenRef;
import io.memgit.core.repo.HiddenUpdate;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepoPayload;
import io.memgit.core.repo.Repositories;
import io.memgit.core.workspace.WorkspaceOutcome.Declined;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides a write to hidden refs and submits it, and again when somebody else wrote between; where
 * it
 * moves branches and has lost a few times, commits of those wait until it is done.
 */
final class Writing {

    private static final Logger LOG = LoggerFactory.getLogger(Writing.class);
    private static final int CHANCES = 3;

    private final Repositories repositories;
    private final Commits commits;
    private final Limits limits;

    Writing(Repositories repositories, Commits commits, Limits limits) {
        this.repositories = repositories;
        this.commits = commits;
        this.limits = limits;
    }

    /** Decides on the repository as it is now. */
    interface Plan {
        Step decide() throws DeclinedException, IOException;
    }

    /**
     * Writes.
     *
     * @param branches
     *            those that the plan moves
     * @return completes when the ledger has answered; exceptionally with a {@link LedgerException} when
     *         it cannot be said whether it was done, or it lost to others too often
     */
    CompletableFuture<WorkspaceOutcome> write(Actor actor, MemoryRepository repository, Collection<RefName> branches,
            boolean dryRun, Plan plan) {
        // What a plan has read is still there when it is applied.
        Lease lease = repository.lease();
        try {
            return new Attempts(actor, repository, branches, dryRun, plan).from(0)
                    .whenComplete((_, _) -> lease.close());
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    /** Says that somebody has named a ref. Where that cannot be said, it is as if nobody had. */
    CompletableFuture<Boolean> renew(Actor actor, MemoryRepository repository, HiddenRef seen) {
        CompletableFuture<Outcome> submitted;
        try {
            submitted = repositories.write(actor, repository, new RepoPayload.Write(new Quarantine(), List.of(),
                    EventType.COMMIT, Map.of(), new HiddenUpdate.Batch(List.of(HiddenUpdate.renew(seen)), 0)));
        } catch (LedgerException e) {
            submitted = CompletableFuture.failedFuture(e);
        }
        return submitted.handle((outcome, failure) -> {
            // A disk that is full must not keep anybody from reading.
            if (failure != null)
                LOG.warn("the time of {} is not renewed: {}", seen.name(), failure.toString());
            return outcome instanceof Outcome.Accepted;
        });
    }

    private final class Attempts {
        private final Actor actor;
        private final MemoryRepository repository;
        private final Collection<RefName> branches;
        private final boolean dryRun;
        private final Plan plan;

        Attempts(Actor actor, MemoryRepository repository, Collection<RefName> branches, boolean dryRun, Plan plan) {
            this.actor = actor;
            this.repository = repository;
            this.branches = branches;
            this.dryRun = dryRun;
            this.plan = plan;
        }

        // A loop where the ledger answers at once: a call for every try would use up the stack.
        CompletableFuture<WorkspaceOutcome> from(int triesBefore) {
            for (int tries = triesBefore;; tries++) {
                if (tries == CHANCES && !branches.isEmpty())
                    return commits.alone(repository, branches, () -> from(CHANCES + 1));
                if (tries > limits.commit().retries())
                    return CompletableFuture.failedFuture(new LedgerException(Fate.NOT_APPLIED,
                            "the workspace or its branch moved " + tries + " times while it was written to"));
                Step step = decide();
                if (step instanceof Step.Answer(WorkspaceOutcome outcome))
                    return CompletableFuture.completedFuture(outcome);
                Step.Submit submit = (Step.Submit) step;
                CompletableFuture<Outcome> submitted = submit(submit);
                if (!submitted.isDone() || submitted.isCompletedExceptionally()) {
                    int next = tries + 1;
                    return submitted.thenCompose(outcome -> judged(submit, outcome)
                            .map(CompletableFuture::completedFuture)
                            .orElseGet(() -> from(next)));
                }
                Optional<WorkspaceOutcome> judged = judged(submit, submitted.resultNow());
                if (judged.isPresent())
                    return CompletableFuture.completedFuture(judged.get());
            }
        }

        private Step decide() {
            try {
                return plan.decide();
            } catch (DeclinedException e) {
                return new Step.Answer(new Declined(e.declined()));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + repository.name(), e);
            }
        }

        private CompletableFuture<Outcome> submit(Step.Submit submit) {
            if (dryRun)
                return CompletableFuture.completedFuture(repository.judge(submit.moved()));
            return repositories.write(actor, repository, new RepoPayload.Write(submit.objects(), submit.moved(),
                    submit.type(), Map.of(),
                    new HiddenUpdate.Batch(submit.hidden(), limits.refs().hiddenPerRepository())));
        }

        /** What the ledger's answer comes to; empty when it is to be tried again. */
        private Optional<WorkspaceOutcome> judged(Step.Submit submit, Outcome outcome) {
            return switch (outcome) {
                case Outcome.Accepted(EventNumber number) -> Optional.of(submit.done().apply(number));
                case Outcome.Stale _ -> Optional.empty();
                case Outcome.Conflicted(String code, _) when code.equals(HiddenUpdate.MOVED) -> Optional.empty();
                case Outcome.Conflicted(String code, String detail) ->
                    Optional.of(Declined.because(Reason.of(code), "", detail));
                case Outcome.Refused(_, String detail, String limit) when !limit.isEmpty() ->
                    Optional.of(Declined.limit(limit, detail));
                case Outcome.Refused(String code, String detail, _) ->
                    Optional.of(Declined.because(Reason.of(code), "", detail));
            };
        }
    }
}
