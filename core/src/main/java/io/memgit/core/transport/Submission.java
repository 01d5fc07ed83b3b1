package io.memgit.core.transport;

import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepoPayload;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.Root;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Hands a push to the ledger as one entry; without what has become stale meanwhile, unless it is
 * atomic.
 */
final class Submission {

    private final Repositories repositories;
    private final MemoryRepository repository;
    private final Actor actor;
    private final Deadline deadline;

    Submission(Repositories repositories, MemoryRepository repository, Actor actor, Deadline deadline) {
        this.repositories = repositories;
        this.repository = repository;
        this.actor = actor;
        this.deadline = deadline;
    }

    /** Applies the updates of all refs that are open; the others are refused when this returns. */
    void submit(PushPlan plan, PushedUpdates updates, Quarantine objects, boolean leavesSomething) {
        boolean leaves = leavesSomething;
        while (true) {
            List<RefUpdate> open = updates.open(plan, leaves);
            if (open.isEmpty())
                return;
            Outcome outcome = await(plan, objects, write(objects, open));
            if (outcome == null)
                return;
            switch (outcome) {
                case Outcome.Accepted _ -> {
                    return;
                }
                case Outcome.Stale stale -> refuse(plan, stale.ref(), "was moved meanwhile; fetch first");
                case Outcome.Conflicted conflicted -> refuse(plan, null, conflicted.detail());
                case Outcome.Refused refused -> plan.refuseOpen(refused.detail());
            }
            // What the refused ones brought comes in with the others.
            leaves = true;
        }
    }

    private CompletableFuture<Outcome> write(Quarantine objects, List<RefUpdate> open) {
        return repositories.write(actor, repository, new RepoPayload.Write(objects, open, EventType.PUSH));
    }

    // Each round refuses at least one ref more, so there are not more rounds than refs.
    private void refuse(PushPlan plan, @Nullable RefName name, String reason) {
        int before = plan.open().size();
        Root root = repository.root();
        plan.compare(root.refs(), root.head());
        if (plan.open().size() < before)
            return;
        for (PushedRef ref : plan.open()) {
            if (name == null || ref.name().equals(name))
                ref.refuse(reason);
        }
        plan.settle();
    }

    private @Nullable Outcome await(PushPlan plan, Quarantine objects, CompletableFuture<Outcome> applied) {
        try {
            return applied.get(Math.max(1, deadline.leftNanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof LedgerException broken))
                throw new IllegalStateException("an entry was not applied for an unknown reason", e);
            switch (broken.fate()) {
                case NOT_APPLIED -> plan.refuseOpen("was not applied; try again");
                case UNKNOWN -> leaveOpen(plan, objects);
            }
        } catch (TimeoutException e) {
            leaveOpen(plan, objects);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leaveOpen(plan, objects);
        }
        return null;
    }

    private static void leaveOpen(PushPlan plan, Quarantine objects) {
        objects.mayBeApplied();
        plan.refuseOpen("may have been applied; fetch and see");
    }
}
