package io.memgit.core.reflog;

import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.updateref.RefChange;
import io.memgit.core.updateref.RefOutcome;
import io.memgit.core.updateref.RefUpdates;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The door by which refs are put back to what they were. Safe for use by many threads. */
public final class RefRestores {

    private final RefUpdates updates;

    /** Writes through {@code updates}. */
    public RefRestores(RefUpdates updates) {
        this.updates = updates;
    }

    /** What became of it. */
    public sealed interface Result {}

    /** The write was tried. */
    public record Tried(RefOutcome outcome) implements Result {}

    /** The ref was not there at that time. */
    public record NotThere() implements Result {}

    /** Nobody knows any more what it was at that time. */
    public record Expired() implements Result {}

    /**
     * Puts a ref back, whether it is still there or not, and whatever it loses by it.
     *
     * @param millis
     *            the time of which it is to be, in milliseconds since 1970
     * @param expected
     *            what it must point to now, the zero id for "must not be there"; null for anything
     * @param dryRun
     *            whether it is only evaluated
     */
    public CompletableFuture<Result> restore(Actor actor, MemoryRepository repository, RefName name, long millis,
            @Nullable ObjectId expected, boolean dryRun) {
        if (!(RefHistory.of(repository).at(millis) instanceof PastRefs refs))
            return CompletableFuture.completedFuture(new Expired());
        Optional<ObjectId> then = refs.idOf(name);
        if (then.isEmpty())
            return CompletableFuture.completedFuture(new NotThere());
        Lease lease = repository.leaseAsIf(new RefEntry(name, then.get(), null));
        // Kept by its record until now, and by the lease from before on: there was no moment between.
        if (RefHistory.of(repository).at(millis) instanceof Past.Expired) {
            lease.close();
            return CompletableFuture.completedFuture(new Expired());
        }
        RefChange change = new RefChange(name, expected, then.get(), true);
        return updates
                .update(repository,
                        new RefUpdates.Request(actor, List.of(change), new Quarantine(), EventType.RESTORE, dryRun))
                .<Result>thenApply(Tried::new)
                .whenComplete((_, _) -> lease.close());
    }
}
