package io.memgit.core.commit;

import io.memgit.core.commit.CommitOutcome.Declined;
import io.memgit.core.limits.Limits;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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
    private final BranchLanes lanes = new BranchLanes();

    /** Commits into the repositories behind {@code repositories}, as large as {@code limits} allow. */
    public Commits(Repositories repositories, Limits limits) {
        this.repositories = repositories;
        this.limits = limits;
        this.rules = new RequestRules(limits);
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
}
