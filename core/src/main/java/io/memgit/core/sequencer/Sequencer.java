package io.memgit.core.sequencer;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.GitPath;
import io.memgit.core.commit.Commits;
import io.memgit.core.ledger.Actor;
import io.memgit.core.limits.Limits;
import io.memgit.core.merge.ConflictedFile;
import io.memgit.core.merge.Merge;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.core.sequencer.SequencerOutcome.Conflict;
import io.memgit.core.sequencer.SequencerOutcome.Conflicted;
import io.memgit.core.sequencer.SequencerOutcome.Declined;
import io.memgit.core.sequencer.SequencerOutcome.Misfit;
import io.memgit.core.sequencer.SequencerOutcome.NoConflict;
import io.memgit.core.sequencer.SequencerOutcome.Reason;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The door to what makes commits out of commits. Safe for use by many threads.
 *
 * <pre>
 *   sequencer.run(repository, request)                  // Done | Conflicted | HeadMoved | Declined
 *   sequencer.resolve(repository, anna, id, files, …)   // the same, for a conflict met before
 * </pre>
 */
public final class Sequencer {

    private final Repositories repositories;
    private final Commits commits;
    private final Browse browse;
    private final Merge merge;
    private final Limits limits;
    private final ConflictSessions sessions;

    /**
     * @param commits
     *            the door through which commits into the same repositories come
     * @param clock
     *            tells when conflicts end
     * @param random
     *            makes the ids of conflicts, which are not to be guessed
     */
    public Sequencer(Repositories repositories, Commits commits, Browse browse, Merge merge, Limits limits,
            InstantSource clock, RandomGenerator random) {
        this.repositories = repositories;
        this.commits = commits;
        this.browse = browse;
        this.merge = merge;
        this.limits = limits;
        this.sessions = new ConflictSessions(limits.sequencer(), clock, random);
    }

    /**
     * Does what is asked for, all of it or nothing, in one write. Without an expected head it is done
     * on
     * the newest head of its branch: it is evaluated again when the branch has moved meanwhile, and
     * when that has happened a few times, commits of the branch wait until it is done.
     *
     * @return completes when the ledger has answered; exceptionally with a
     *         {@link io.memgit.core.ledger.LedgerException} when it cannot be said whether it was done,
     *         or it lost to others too often
     */
    public CompletableFuture<SequencerOutcome> run(MemoryRepository repository, SequencerRequest request) {
        return attempt(repository, request, Resolutions.NONE).thenApply(outcome -> {
            if (!(outcome instanceof Conflicted met) || request.dryRun())
                return outcome;
            ConflictId id = sessions.open(repository, request, met.head());
            return new Conflicted(met.operation(), Optional.of(id), met.head(), met.conflict());
        });
    }

    /**
     * A conflict that the actor has met and not resolved, as it was met.
     *
     * @return empty when there is none, its time is over, or what it was about is not kept any more
     * @throws IOException
     *             when the repository cannot be read
     */
    public Optional<OpenConflict> conflict(MemoryRepository repository, Actor actor, ConflictId id)
            throws IOException {
        Optional<ConflictSession> found = sessions.find(repository.id(), actor, id);
        if (found.isEmpty())
            return Optional.empty();
        ConflictSession session = found.get();
        Optional<Conflict> conflict = met(repository, session);
        if (conflict.isEmpty())
            sessions.end(id);
        return conflict.map(c -> new OpenConflict(
                new Conflicted(session.request().operation(), Optional.of(id), session.head(), c), session.created(),
                session.expires()));
    }

    /** Forgets a conflict; false when the actor has no such one. */
    public boolean abandon(MemoryRepository repository, Actor actor, ConflictId id) {
        return sessions.find(repository.id(), actor, id).isPresent() && sessions.end(id);
    }

    /**
     * Resolves a conflict and goes on with its operation: to its end, or to the next conflict, which
     * keeps the id. Where the branch has moved meanwhile it is done on its newest head, unless a head
     * was expected; a resolution counts there as long as the versions of the files in conflict are the
     * same, else the conflict is told again as it is now. It is declined while no ref leads to a commit
     * that it is about.
     *
     * @param files
     *            one for each file in conflict
     * @throws IOException
     *             when the repository cannot be read
     */
    public CompletableFuture<SequencerOutcome> resolve(MemoryRepository repository, Actor actor, ConflictId id,
            List<FileResolution> files, boolean dryRun) throws IOException {
        Optional<ConflictSession> found = sessions.find(repository.id(), actor, id);
        if (found.isEmpty())
            return CompletableFuture.completedFuture(new NoConflict());
        ConflictSession session = found.get();
        Optional<Conflict> met = met(repository, session);
        if (met.isEmpty()) {
            sessions.end(id);
            return CompletableFuture.completedFuture(new NoConflict());
        }
        Optional<Misfit> misfit = misfit(met.get(), files);
        if (misfit.isPresent())
            return CompletableFuture.completedFuture(misfit.get());
        Resolutions solved = session.solved().with(Resolutions.Key.of(met.get()), files);
        SequencerRequest first = session.request();
        SequencerRequest request = new SequencerRequest(actor, first.operation(), first.expectedHead(), dryRun);
        return attemptOfOld(repository, request, solved)
                .thenApply(outcome -> dryRun ? outcome : goneOn(session, solved, outcome));
    }

    /**
     * Its commits were named long ago: a fold could drop one to which no ref leads any more while
     * something is made of it.
     */
    private CompletableFuture<SequencerOutcome> attemptOfOld(MemoryRepository repository, SequencerRequest request,
            Resolutions solved) throws IOException {
        Lease lease = repository.lease();
        boolean begun = false;
        try {
            Optional<ObjectId> gone = repository.firstHiddenFrom(request.actor(), request.operation().commits());
            if (gone.isPresent())
                return CompletableFuture.completedFuture(new Declined(Reason.NO_COMMIT,
                        "no ref leads to commit " + gone.get().name() + " any more", gone, ""));
            CompletableFuture<SequencerOutcome> outcome = attempt(repository, request, solved)
                    .whenComplete((_, _) -> lease.close());
            begun = true;
            return outcome;
        } finally {
            if (!begun)
                lease.close();
        }
    }

    private SequencerOutcome goneOn(ConflictSession session, Resolutions solved, SequencerOutcome outcome) {
        switch (outcome) {
            case Conflicted next -> {
                sessions.advance(session, next.head(), solved);
                return new Conflicted(next.operation(), Optional.of(session.id()), next.head(), next.conflict());
            }
            case SequencerOutcome.Done _,SequencerOutcome.HeadMoved _ -> sessions.end(session.id());
            case Declined _,NoConflict _,Misfit _ -> {
                // It can still be resolved otherwise.
            }
        }
        return outcome;
    }

    /** The conflict of a session, met again; empty when what it was about has gone. */
    private Optional<Conflict> met(MemoryRepository repository, ConflictSession session) throws IOException {
        try (Lease _ = repository.lease()) {
            Evaluated again = evaluation(repository, session.solved()).of(session.request().operation(),
                    session.head());
            return again instanceof Evaluated.Conflicted(Conflict conflict) ? Optional.of(conflict) : Optional.empty();
        }
    }

    private static Optional<Misfit> misfit(Conflict conflict, List<FileResolution> files) {
        Set<GitPath> open = new HashSet<>();
        Set<GitPath> known = new HashSet<>();
        for (ConflictedFile file : conflict.files()) {
            known.add(file.path());
            if (ResolvedTree.hasSides(file))
                open.add(file.path());
        }
        List<String> unknown = new ArrayList<>();
        Set<GitPath> named = new HashSet<>();
        for (FileResolution file : files) {
            if (!known.contains(file.path()) || !named.add(file.path()))
                unknown.add(file.path().text());
        }
        open.removeAll(named);
        if (unknown.isEmpty() && open.isEmpty())
            return Optional.empty();
        return Optional.of(new Misfit(open.stream().map(GitPath::text).sorted().toList(), unknown));
    }

    private Evaluation evaluation(MemoryRepository repository, Resolutions solved) {
        return new Evaluation(repository, browse, merge, limits, solved);
    }

    private CompletableFuture<SequencerOutcome> attempt(MemoryRepository repository, SequencerRequest request,
            Resolutions solved) {
        return new Attempt(repositories, commits, repository, request, limits,
                () -> evaluation(repository, solved)).start();
    }
}
