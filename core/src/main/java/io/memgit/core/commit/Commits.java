package io.memgit.core.commit;

import io.memgit.core.commit.CommitOutcome.Declined;
import io.memgit.core.limits.Limits;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The door to commits over the API.
 *
 * <pre>
 *   Commits commits = new Commits(repositories, Limits.defaults());
 *   commits.commit(repository, request)        // Committed | HeadMoved | Declined
 * </pre>
 */
public final class Commits {

    private final Repositories repositories;
    private final Limits limits;
    private final RequestRules rules;
    private final BranchLanes lanes;

    /** Commits into the repositories behind {@code repositories}, as large as {@code limits} allow. */
    public Commits(Repositories repositories, Limits limits) {
        this.repositories = repositories;
        this.limits = limits;
        this.rules = new RequestRules(limits);
        this.lanes = new BranchLanes(limits.commit());
    }

    /**
     * Makes a commit. Without an expected head it lands on the newest head of its branch, however many
     * writers there are: what is refused because the branch has moved is made again.
     *
     * @return completes when the ledger has answered; exceptionally with a
     *         {@link io.memgit.core.ledger.LedgerException} when it cannot be said whether the commit
     *         was made, or when it lost to others too often
     */
    public CompletableFuture<CommitOutcome> commit(MemoryRepository repository, CommitRequest request) {
        Optional<Declined> malformed = rules.check(request);
        if (malformed.isPresent())
            return CompletableFuture.completedFuture(malformed.get());
        return new CommitAttempt(repositories, repository, request, limits, lanes).start();
    }

    /**
     * At how many paths two trees differ, as {@link CommitOutcome.Committed#filesChanged} counts them.
     *
     * @param before
     *            null for no files
     */
    public int filesChanged(MemoryRepository repository, @Nullable ObjectId before, ObjectId after) {
        return new TreeDifference(repository.objects()::find).count(before, after);
    }

    /**
     * Does {@code work} while no commit of these branches is made or in flight: for a write that would
     * lose to them again and again. It waits for its turn among them, in the order in which they came.
     *
     * @param work
     *            called once, on whichever thread lets it in
     * @return completes as the work does; exceptionally with a
     *         {@link io.memgit.core.ledger.LedgerException} when too many wait already
     */
    public <T> CompletableFuture<T> alone(MemoryRepository repository, Collection<RefName> branches,
            Supplier<CompletableFuture<T>> work) {
        List<BranchLanes.Branch> sorted = branches.stream()
                .distinct()
                .sorted(Comparator.comparing(RefName::value))
                .map(name -> new BranchLanes.Branch(repository.id(), name))
                .toList();
        return new BranchTurn<>(lanes, sorted, work).start();
    }
}
