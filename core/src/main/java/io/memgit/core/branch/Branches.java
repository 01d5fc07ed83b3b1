package io.memgit.core.branch;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Resolution;
import io.memgit.core.browse.Resolution.Resolved;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.updateref.RefChange;
import io.memgit.core.updateref.RefOutcome;
import io.memgit.core.updateref.RefOutcome.Missing;
import io.memgit.core.updateref.RefOutcome.Moved;
import io.memgit.core.updateref.RefOutcome.Unresolved;
import io.memgit.core.updateref.RefUpdates;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The door to branches. Safe for use by many threads. */
public final class Branches {

    private final RefUpdates updates;
    private final Browse browse;

    /** Writes through {@code updates} what {@code browse} finds. */
    public Branches(RefUpdates updates, Browse browse) {
        this.updates = updates;
        this.browse = browse;
    }

    /**
     * Makes branches, all or none. One that is there already is {@link Moved}.
     *
     * @throws IOException
     *             when the repository cannot be read
     */
    public CompletableFuture<RefOutcome> create(Actor actor, MemoryRepository repository, List<NewBranch> branches,
            boolean dryRun) throws IOException {
        return leased(repository, () -> {
            Map<String, Resolution> known = new HashMap<>();
            List<RefChange> changes = new ArrayList<>(branches.size());
            for (NewBranch branch : branches) {
                String from = branch.from() == null ? repository.root().head().value() : branch.from();
                Resolution found = known.get(from);
                if (found == null) {
                    found = resolve(repository, from);
                    known.put(from, found);
                }
                ObjectId commit = commitOf(from, found);
                if (commit == null)
                    return CompletableFuture.completedFuture(new Unresolved(branch.name(), from, found));
                changes.add(
                        RefChange.create(branch.name(), commit).keptFor(branch.ttl().isNever() ? null : branch.ttl()));
            }
            return update(actor, repository, changes, dryRun);
        });
    }

    /**
     * Moves a branch that is there, or keeps it for another time, or both. Where no head is expected,
     * it is decided on the newest one.
     *
     * @throws IOException
     *             when the repository cannot be read
     */
    public CompletableFuture<RefOutcome> move(Actor actor, MemoryRepository repository, BranchMove move, boolean dryRun)
            throws IOException {
        return leased(repository, () -> {
            if (repository.refs().get(move.name()) == null)
                return CompletableFuture.completedFuture(new Missing(move.name()));
            String target = move.target();
            if (target == null)
                return update(actor, repository,
                        List.of(RefChange.stay(move.name(), move.expectedHead()).keptFor(move.ttl())), dryRun);
            Resolution found = resolve(repository, target);
            ObjectId commit = commitOf(target, found);
            if (commit == null)
                return CompletableFuture.completedFuture(new Unresolved(move.name(), target, found));
            RefChange change = RefChange.move(move.name(), move.expectedHead(), commit, move.force());
            return update(actor, repository, List.of(change.keptFor(move.ttl())), dryRun);
        });
    }

    /**
     * Puts a branch that is there on another commit, whatever it loses by that. Where no head is
     * expected, the newest one is left.
     *
     * @throws IOException
     *             when the repository cannot be read
     */
    public CompletableFuture<RefOutcome> reset(Actor actor, MemoryRepository repository, RefName name, String target,
            @Nullable ObjectId expectedHead, boolean dryRun) throws IOException {
        return leased(repository, () -> {
            if (repository.refs().get(name) == null)
                return CompletableFuture.completedFuture(new Missing(name));
            Resolution found = resolve(repository, target);
            ObjectId commit = commitOf(target, found);
            if (commit == null)
                return CompletableFuture.completedFuture(new Unresolved(name, target, found));
            return updates.update(repository, new RefUpdates.Request(actor,
                    List.of(RefChange.move(name, expectedHead, commit, true)), new Quarantine(), EventType.RESET,
                    dryRun));
        });
    }

    /** Deletes a branch that is there, and, where a head is expected, points to it. */
    public CompletableFuture<RefOutcome> delete(Actor actor, MemoryRepository repository, RefName name,
            @Nullable ObjectId expectedHead, boolean dryRun) {
        if (repository.refs().get(name) == null)
            return CompletableFuture.completedFuture(new Missing(name));
        return update(actor, repository, List.of(RefChange.delete(name, expectedHead)), dryRun);
    }

    /**
     * Waits until a branch has a commit: points to it, or to one that descends from it.
     *
     * @param time
     *            how long at the most
     * @return the branch as it is then, or when the time is over; empty when it is not there
     * @throws io.memgit.core.object.WalkLimitException
     *             when it takes longer to find out than a walk may
     * @throws IOException
     *             when the repository cannot be read
     * @throws InterruptedException
     *             when the waiting thread is to end
     */
    public Optional<RefEntry> await(MemoryRepository repository, RefName name, ObjectId commit, Duration time)
            throws IOException, InterruptedException {
        return new BranchWatch(repository, name, commit).await(time);
    }

    private CompletableFuture<RefOutcome> update(Actor actor, MemoryRepository repository, List<RefChange> changes,
            boolean dryRun) {
        return updates.update(repository,
                new RefUpdates.Request(actor, changes, new Quarantine(), EventType.BRANCH, dryRun));
    }

    private Resolution resolve(MemoryRepository repository, String revision) throws IOException {
        return browse.resolve(repository, revision, id -> repository.allVisible(List.of(id)));
    }

    // A commit's tree is read as of that commit, but a branch that is put on it would be on a tree.
    private static @Nullable ObjectId commitOf(String revision, Resolution found) {
        if (revision.endsWith("^{tree}"))
            return null;
        return found instanceof Resolved resolved ? resolved.commit().orElse(null) : null;
    }

    private interface LeasedWork {
        CompletableFuture<RefOutcome> run() throws IOException;
    }

    // What a revision led to must still be there when the branch is put on it.
    private static CompletableFuture<RefOutcome> leased(MemoryRepository repository, LeasedWork work)
            throws IOException {
        Lease lease = repository.lease();
        try {
            return work.run().whenComplete((_, _) -> lease.close());
        } catch (IOException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }
}
