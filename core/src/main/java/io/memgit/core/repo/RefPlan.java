package io.memgit.core.repo;

import io.memgit.core.ledger.Outcome;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefMap;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** What a list of updates makes of a repository's refs. */
sealed interface RefPlan {

    /**
     * All of it can be done.
     *
     * @param refs
     *            what they are afterwards
     * @param head
     *            the default branch afterwards
     * @param rewinds
     *            the repository's count of rewinds afterwards
     */
    record Possible(RefMap refs, RefName head, long rewinds) implements RefPlan {}

    /** None of it is done. */
    record Refused(Outcome outcome) implements RefPlan {}

    /**
     * Decides about {@code updates} of the refs of {@code now}.
     *
     * @param mostRefs
     *            how many there may be afterwards if it becomes more, 0 for any number
     */
    static RefPlan of(Root now, List<RefUpdate> updates, int mostRefs) {
        RefMap before = now.refs();
        for (int i = 0; i < updates.size(); i++) {
            RefUpdate update = updates.get(i);
            ObjectId current = before.idOf(update.name());
            if (!current.equals(update.oldId()))
                return new Refused(new Outcome.Stale(update.name(), current));
        }
        RefMap after = before;
        long rewinds = now.rewinds();
        for (int i = 0; i < updates.size(); i++) {
            RefUpdate update = updates.get(i);
            if (update.rewinds())
                rewinds++;
            if (!update.deletes())
                continue;
            if (update.name().equals(now.head()))
                return new Refused(new Outcome.Conflicted("DEFAULT_BRANCH", "the default branch is not deleted"));
            after = after.without(update.name());
        }
        RefPlan plan = withTargets(now, updates, after, rewinds);
        if (mostRefs > 0 && plan instanceof Possible(RefMap refs, _, _)
                && refs.size() > Math.max(mostRefs, before.size()))
            return new Refused(new Outcome.Refused("LIMIT_EXCEEDED", "a repository has at most " + mostRefs + " refs",
                    "refs.per_repository"));
        return plan;
    }

    private static RefPlan withTargets(Root now, List<RefUpdate> updates, RefMap left, long rewinds) {
        RefMap after = left;
        for (int i = 0; i < updates.size(); i++) {
            RefUpdate update = updates.get(i);
            if (update.deletes())
                continue;
            if (update.creates()) {
                Optional<RefName> blocking = after.blocking(update.name());
                if (blocking.isPresent())
                    return new Refused(new Outcome.Conflicted("REF_CONFLICT",
                            update.name() + " and " + blocking.get() + " cannot both exist"));
            }
            after = after.with(new RefEntry(update.name(), update.newId(), update.peeled()));
        }
        RefName head = after.get(now.head()) == null ? firstBranch(updates).orElse(now.head()) : now.head();
        return new Possible(after, head, rewinds);
    }

    /** The branch that becomes the default one where that does not exist. */
    private static Optional<RefName> firstBranch(List<RefUpdate> updates) {
        return updates.stream()
                .filter(u -> u.creates() && !u.deletes() && u.name().isBranch())
                .map(RefUpdate::name)
                .findFirst();
    }
}
