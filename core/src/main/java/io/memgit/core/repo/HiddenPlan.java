package io.memgit.core.repo;

import io.memgit.core.ledger.Outcome;
import io.memgit.core.ref.RefUpdate;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** What a write makes of the hidden refs of a repository. */
sealed interface HiddenPlan {

    /** Branches below this are realities, of which a hidden ref tells. */
    String REALITIES = "refs/heads/parallel/";

    /** All of it can be done. */
    record Possible(HiddenRefs refs) implements HiddenPlan {}

    /** None of it is done. */
    record Refused(Outcome outcome) implements HiddenPlan {}

    /**
     * Decides about a write.
     *
     * @param stamp
     *            of the write
     * @param moved
     *            what it does to other refs: a reality goes with its branch
     */
    static HiddenPlan of(HiddenRefs before, HiddenUpdate.Batch batch, Stamp stamp, List<RefUpdate> moved) {
        HiddenRefs after = withoutDeleted(before, moved);
        for (HiddenUpdate update : batch.updates()) {
            HiddenRef now = after.get(update.name());
            if ((now == null ? 0 : now.version()) != update.expected())
                return new Refused(
                        new Outcome.Conflicted(HiddenUpdate.MOVED, update.name() + " was written to by somebody else"));
            after = with(after, update, now, stamp);
        }
        if (batch.most() > 0 && after.size() > Math.max(batch.most(), before.size()))
            return new Refused(new Outcome.Refused("LIMIT_EXCEEDED", "a repository has at most " + batch.most()
                    + " workspaces, stashes, transactions and realities together", "refs.hidden_per_repository"));
        return new Possible(after);
    }

    private static HiddenRefs with(HiddenRefs refs, HiddenUpdate update, @Nullable HiddenRef now, Stamp stamp) {
        HiddenUpdate.Value value = update.value();
        if (value == null)
            return refs.without(update.name());
        long created = now == null ? stamp.millis() : now.createdMillis();
        return refs.with(new HiddenRef(update.name(), value.commit(), value.facts(), created,
                new Lifetime(value.ttl(), stamp)));
    }

    /** The refs without what is known of branches that are deleted. */
    static HiddenRefs withoutDeleted(HiddenRefs before, List<RefUpdate> moved) {
        if (before.size() == 0)
            return before;
        HiddenRefs after = before;
        for (int i = 0; i < moved.size(); i++) {
            RefUpdate update = moved.get(i);
            if (update.deletes() && update.name().value().startsWith(REALITIES))
                after = after.without(reality(update));
        }
        return after;
    }

    private static HiddenName reality(RefUpdate update) {
        return new HiddenName(HiddenName.Kind.REALITY, "", update.name().value().substring(REALITIES.length()));
    }

    /** Whether a write changes nothing but how long refs are kept, since somebody has named them. */
    static boolean renewsOnly(HiddenRefs before, HiddenUpdate.Batch batch) {
        for (HiddenUpdate update : batch.updates()) {
            HiddenRef now = before.get(update.name());
            HiddenUpdate.Value value = update.value();
            if (now == null || value == null || !value.commit().equals(now.commit())
                    || !value.facts().equals(now.facts()) || !value.ttl().equals(now.ttl()))
                return false;
        }
        return true;
    }

    /**
     * Whether a write brings something that only a hidden ref leads to.
     *
     * @param moved
     *            where it puts other refs
     */
    static boolean hides(HiddenUpdate.Batch batch, List<RefUpdate> moved) {
        for (HiddenUpdate update : batch.updates()) {
            HiddenUpdate.Value value = update.value();
            if (value != null && !value.commit().equals(ObjectId.zeroId())
                    && moved.stream().noneMatch(m -> m.newId().equals(value.commit())))
                return true;
        }
        return false;
    }
}
