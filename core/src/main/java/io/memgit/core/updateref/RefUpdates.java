package io.memgit.core.updateref;

import io.memgit.core.commit.Commits;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.Limits;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepoPayload;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.Ttl;
import io.memgit.core.updateref.RefOutcome.Blocked;
import io.memgit.core.updateref.RefOutcome.IsDefaultBranch;
import io.memgit.core.updateref.RefOutcome.Moved;
import io.memgit.core.updateref.RefOutcome.NamedTwice;
import io.memgit.core.updateref.RefOutcome.RepositoryGone;
import io.memgit.core.updateref.RefOutcome.TooMuch;
import io.memgit.core.updateref.RefOutcome.Updated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The door to changes of refs. Safe for use by many threads. */
public final class RefUpdates {

    /** So often a change takes its chance among the commits; then it waits for its turn. */
    private static final int CHANCES = 3;

    private final Repositories repositories;
    private final Commits commits;
    private final Limits limits;

    /**
     * Changes refs of the repositories behind {@code repositories}.
     *
     * @param commits
     *            the door through which commits into the same repositories come
     */
    public RefUpdates(Repositories repositories, Commits commits, Limits limits) {
        this.repositories = repositories;
        this.commits = commits;
        this.limits = limits;
    }

    /**
     * One write of refs.
     *
     * @param changes
     *            all or nothing; each ref at most once
     * @param objects
     *            new objects that the targets may be, handed over
     * @param type
     *            what the event says
     * @param dryRun
     *            whether it is only evaluated, and nothing kept
     */
    public record Request(Actor actor, List<RefChange> changes, Quarantine objects, EventType type, boolean dryRun) {

        /** Copies the list of changes. */
        public Request {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Does all changes or none. Targets that no ref reaches while this runs are kept by a lease of the
     * caller. A change that expects nothing is decided again when its ref has moved meanwhile; when
     * that
     * has happened a few times, commits of its branch wait until it is done.
     *
     * @return completes when the ledger has answered; exceptionally with a {@link LedgerException} when
     *         it cannot be said whether it was done, or it lost to others too often
     */
    public CompletableFuture<RefOutcome> update(MemoryRepository repository, Request request) {
        if (request.changes().size() > limits.refs().batch())
            return done(new TooMuch("refs.batch", "one request changes at most " + limits.refs().batch() + " refs"));
        Set<RefName> names = new HashSet<>();
        for (RefChange change : request.changes()) {
            if (!names.add(change.name()))
                return done(new NamedTwice(change.name()));
        }
        return attempt(repository, request, 0);
    }

    // A loop where the ledger answers at once: a call for every try would use up the stack.
    private CompletableFuture<RefOutcome> attempt(MemoryRepository repository, Request request, int triesBefore) {
        for (int tries = triesBefore;; tries++) {
            if (tries == CHANCES)
                return commits.alone(repository, unconditional(request),
                        () -> attempt(repository, request, CHANCES + 1));
            if (tries > limits.commit().retries())
                return CompletableFuture.failedFuture(new LedgerException(Fate.NOT_APPLIED,
                        "a ref moved " + tries + " times while it was to be changed"));
            UpdatePlan plan;
            try {
                plan = new UpdatePlanner(repository, request, limits).plan();
            } catch (IOException e) {
                return CompletableFuture
                        .failedFuture(new UncheckedIOException("cannot read " + repository.name(), e));
            }
            if (plan instanceof UpdatePlan.Refused(RefOutcome refusal))
                return done(refusal);
            List<RefUpdate> updates = ((UpdatePlan.Possible) plan).updates();
            CompletableFuture<Outcome> submitted = submit(repository, request, updates);
            if (!submitted.isDone() || submitted.isCompletedExceptionally()) {
                int next = tries + 1;
                return submitted.thenCompose(outcome -> judged(repository, request, updates, outcome)
                        .map(RefUpdates::done)
                        .orElseGet(() -> attempt(repository, request, next)));
            }
            Optional<RefOutcome> judged = judged(repository, request, updates, submitted.resultNow());
            if (judged.isPresent())
                return done(judged.get());
        }
    }

    private static List<RefName> unconditional(Request request) {
        return request.changes().stream().filter(c -> c.expected() == null).map(RefChange::name).toList();
    }

    private CompletableFuture<Outcome> submit(MemoryRepository repository, Request request, List<RefUpdate> updates) {
        if (request.dryRun())
            return CompletableFuture.completedFuture(repository.judge(updates));
        return repositories.write(request.actor(), repository,
                new RepoPayload.Write(request.objects(), updates, request.type(), ttls(request)));
    }

    private static Map<RefName, Ttl> ttls(Request request) {
        Map<RefName, Ttl> ttls = new HashMap<>();
        for (RefChange change : request.changes()) {
            if (change.ttl() != null)
                ttls.put(change.name(), change.ttl());
        }
        return ttls;
    }

    /** What the ledger's answer comes to; empty when it is to be tried again. */
    private static Optional<RefOutcome> judged(MemoryRepository repository, Request request, List<RefUpdate> updates,
            Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(EventNumber number) -> Optional.of(new Updated(updates, number));
            case Outcome.Stale(RefName name, var current) -> {
                boolean conditional = request.changes().stream()
                        .anyMatch(c -> c.name().equals(name) && c.expected() != null);
                yield conditional ? Optional.of(new Moved(name, current)) : Optional.empty();
            }
            case Outcome.Conflicted(String code, String detail) -> Optional.of(conflict(code, detail, repository));
            case Outcome.Refused(_, String detail, String limit) -> Optional
                    .of(limit.isEmpty() ? new RepositoryGone() : new TooMuch(limit, detail));
        };
    }

    private static RefOutcome conflict(String code, String detail, MemoryRepository repository) {
        return switch (code) {
            case "DEFAULT_BRANCH" -> new IsDefaultBranch(repository.root().head());
            case "REF_CONFLICT" -> new Blocked(detail);
            default -> throw new IllegalStateException("an outcome that no write of refs has: " + code);
        };
    }

    private static CompletableFuture<RefOutcome> done(RefOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
