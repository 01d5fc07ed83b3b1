package io.memgit.core.updateref;

import io.memgit.core.event.EventType;
import io.memgit.core.limits.Limits;
import io.memgit.core.object.ObjectView;
import io.memgit.core.object.WalkLimitException;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefMap;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.Ancestry;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.updateref.RefOutcome.Missing;
import io.memgit.core.updateref.RefOutcome.Moved;
import io.memgit.core.updateref.RefOutcome.NoSuchObject;
import io.memgit.core.updateref.RefOutcome.NotFastForward;
import io.memgit.core.updateref.RefOutcome.TooMuch;
import io.memgit.core.updateref.RefOutcome.WrongType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Turns changes into updates of the refs as they are at one moment. Used once, by one thread. */
final class UpdatePlanner {

    private final MemoryRepository repository;
    private final RefUpdates.Request request;
    private final RefMap refs;
    private final Limits limits;

    UpdatePlanner(MemoryRepository repository, RefUpdates.Request request, Limits limits) {
        this.repository = repository;
        this.request = request;
        this.refs = repository.refs();
        this.limits = limits;
    }

    UpdatePlan plan() throws IOException {
        try {
            return withinLimits();
        } catch (WalkLimitException e) {
            return new UpdatePlan.Refused(new TooMuch(e.limit(), String.valueOf(e.getMessage())));
        }
    }

    private UpdatePlan withinLimits() throws IOException {
        RefOutcome refusal = firstMismatch();
        if (refusal == null)
            refusal = firstInvisible();
        if (refusal != null)
            return new UpdatePlan.Refused(refusal);
        List<RefUpdate> updates = new ArrayList<>(request.changes().size());
        try (Ancestry ancestry = repository.ancestry()) {
            for (RefChange change : request.changes()) {
                UpdatePlan one = plan(change, ancestry);
                switch (one) {
                    case UpdatePlan.Refused refused -> {
                        return refused;
                    }
                    case UpdatePlan.Possible(List<RefUpdate> update) -> updates.addAll(update);
                }
            }
        }
        return new UpdatePlan.Possible(updates);
    }

    private @Nullable RefOutcome firstMismatch() {
        int created = 0;
        for (RefChange change : request.changes()) {
            ObjectId current = refs.idOf(change.name());
            ObjectId expected = change.expected();
            if (expected != null && !expected.equals(current))
                return new Moved(change.name(), current);
            boolean missing = current.equals(ObjectId.zeroId());
            if (missing && (change.deletes() || change.existing()))
                return new Missing(change.name());
            if (missing)
                created++;
        }
        if (created > 0 && refs.size() + created > limits.refs().perRepository())
            return new TooMuch("refs.per_repository",
                    "a repository has at most " + limits.refs().perRepository() + " refs");
        return null;
    }

    // All in one go: each walk on its own would begin at the refs again.
    private @Nullable RefOutcome firstInvisible() throws IOException {
        // What is restored was the ref's own: nobody names an object by it.
        if (request.type() == EventType.RESTORE)
            return null;
        Set<ObjectId> targets = new LinkedHashSet<>();
        for (RefChange change : request.changes()) {
            ObjectId target = change.target();
            if (target != null && !change.deletes() && !request.objects().has(target))
                targets.add(target);
        }
        ObjectId hidden = repository.firstHiddenFrom(request.actor(), targets).orElse(null);
        for (RefChange change : request.changes()) {
            if (hidden != null && hidden.equals(change.target()))
                return new NoSuchObject(change.name(), hidden);
        }
        return null;
    }

    private UpdatePlan plan(RefChange change, Ancestry ancestry) throws IOException {
        ObjectId current = refs.idOf(change.name());
        if (change.deletes())
            return possible(RefUpdate.delete(change.name(), current));
        ObjectId id = change.target();
        if (id == null)
            return possible(stay(change));
        ObjectView target = find(id);
        if (target == null)
            return new UpdatePlan.Refused(new NoSuchObject(change.name(), id));
        if (!change.name().isTag() && target.type() != Constants.OBJ_COMMIT)
            return new UpdatePlan.Refused(new WrongType(change.name(), id,
                    "a " + Constants.typeString(target.type())
                            + " is none; only a tag points to anything but a commit"));
        ObjectId peeled = target.type() == Constants.OBJ_TAG ? TagChain.end(target, this::find) : null;
        boolean creates = current.equals(ObjectId.zeroId());
        boolean rewinds = !creates && !ancestry.isFastForward(current, id);
        if (rewinds && change.name().isBranch() && !change.force())
            return new UpdatePlan.Refused(new NotFastForward(change.name(), current));
        return possible(new RefUpdate(change.name(), current, id, peeled, rewinds));
    }

    private RefUpdate stay(RefChange change) {
        RefEntry entry = Objects.requireNonNull(refs.get(change.name()), "it was looked for before");
        return new RefUpdate(change.name(), entry.id(), entry.id(), entry.peeled(), false);
    }

    private @Nullable ObjectView find(ObjectId id) {
        ObjectView fresh = request.objects().find(id);
        return fresh == null ? repository.objects().find(id) : fresh;
    }

    private static UpdatePlan possible(RefUpdate update) {
        return new UpdatePlan.Possible(List.of(update));
    }
}
