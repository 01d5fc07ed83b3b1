package io.memgit.core.commit;

import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.CommitOutcome.HeadMoved;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.Limits;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepoPayload;
import io.memgit.core.repo.Repositories;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Commits without a pipeline: each is made on the applied head and waited for before the next one
 * begins. Slow and plainly right, it is what the pipelined way is compared with.
 */
final class OneByOne {

    private final Repositories repositories;
    private final Limits limits = Limits.defaults();

    OneByOne(Repositories repositories) {
        this.repositories = repositories;
    }

    CommitOutcome commit(MemoryRepository repository, CommitRequest request) {
        while (true) {
            ObjectId head = repository.refs().idOf(request.branch());
            if (request.expectedHead() != null && !request.expectedHead().equals(head))
                return new HeadMoved(head);
            Prepared prepared;
            try {
                prepared = new Preparer(repository, request, limits).prepare(head, null);
            } catch (DeclinedException e) {
                return e.declined();
            }
            RefUpdate update = head.equals(ObjectId.zeroId())
                    ? RefUpdate.create(request.branch(), prepared.commit())
                    : RefUpdate.fastForward(request.branch(), head, prepared.commit());
            Outcome outcome = repositories
                    .write(request.actor(), repository,
                            new RepoPayload.Write(prepared.objects(), List.of(update), EventType.COMMIT))
                    .join();
            if (outcome instanceof Outcome.Accepted(EventNumber number))
                return prepared.committed(number);
            if (!(outcome instanceof Outcome.Stale))
                throw new IllegalStateException("the oracle's ledger answers " + outcome);
        }
    }

    Committed committed(MemoryRepository repository, CommitRequest request) {
        return (Committed) commit(repository, request);
    }
}
