package io.memgit.core.repo;

import io.memgit.core.event.EventNumber;
import io.memgit.core.event.HeadMove;
import io.memgit.core.ref.RefMap;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A repository at one moment.
 *
 * @param refs
 *            all refs
 * @param head
 *            the default branch, which HEAD names; it need not exist
 * @param description
 *            for people, may be empty
 * @param number
 *            the last event's
 * @param timeMillis
 *            the last event's
 * @param rewinds
 *            how many writes so far have left something behind, or brought something, that no ref
 *            reaches, uploads aside: as long as it stays, whatever was reachable still is
 * @param deleted
 *            whether the repository is gone
 * @param lifetimes
 *            what of it ends by itself
 * @param hidden
 *            refs that no list of refs has
 */
public record Root(RefMap refs, RefName head, String description, EventNumber number, long timeMillis, long rewinds,
        boolean deleted, Lifetimes lifetimes, HiddenRefs hidden) {

    /** Nothing of it is hidden. */
    Root(RefMap refs, RefName head, String description, EventNumber number, long timeMillis, long rewinds,
            boolean deleted, Lifetimes lifetimes) {
        this(refs, head, description, number, timeMillis, rewinds, deleted, lifetimes, HiddenRefs.NONE);
    }

    /** Nothing of it ends by itself. */
    Root(RefMap refs, RefName head, String description, EventNumber number, long timeMillis, long rewinds,
            boolean deleted) {
        this(refs, head, description, number, timeMillis, rewinds, deleted, Lifetimes.NONE);
    }

    Root withWrite(RefMap newRefs, RefName newHead, EventNumber newNumber, long newTime, long newRewinds,
            Lifetimes newLifetimes, HiddenRefs newHidden) {
        return new Root(newRefs, newHead, description, newNumber, newTime, newRewinds, deleted, newLifetimes,
                newHidden);
    }

    Root withEdit(String newDescription, RefName newHead, EventNumber newNumber, long newTime,
            Lifetimes newLifetimes) {
        return new Root(refs, newHead, newDescription, newNumber, newTime, rewinds, deleted, newLifetimes, hidden);
    }

    /** After a write to hidden refs alone, which makes no event. */
    Root withHidden(HiddenRefs newHidden, Lifetimes newLifetimes) {
        return new Root(refs, head, description, number, timeMillis, rewinds, deleted, newLifetimes, newHidden);
    }

    /**
     * The number of the last write, of which the last event's is one part: no two writes have the same.
     */
    EventNumber writes() {
        return new EventNumber(number.value() + hidden.changes());
    }

    /** What is left when those of {@code expired} go that nobody has written to since. */
    HiddenRefs withoutUnchanged(List<RepoPayload.ExpireHidden.Idle> expired) {
        HiddenRefs left = hidden;
        for (RepoPayload.ExpireHidden.Idle each : expired) {
            HiddenRef ref = left.get(each.name());
            if (ref != null && ref.version() == each.version() && !ref.ttl().isNever())
                left = left.without(each.name());
        }
        return left;
    }

    /** What a write tells of the default branch that makes it {@code newHead}; null where it stays. */
    @Nullable
    HeadMove headMove(RefName newHead) {
        return newHead.equals(head) ? null : new HeadMove(head, newHead);
    }

    /** What deletes those of {@code branches} that nobody has written to since. */
    List<RefUpdate> unchanged(List<RepoPayload.ExpireBranches.Seen> branches) {
        Map<RefName, RefUpdate> deletes = new LinkedHashMap<>();
        for (RepoPayload.ExpireBranches.Seen branch : branches) {
            if (lifetimes.lastWriteIs(branch.name(), branch.written()))
                deletes.put(branch.name(), RefUpdate.delete(branch.name(), refs.idOf(branch.name())));
        }
        return List.copyOf(deletes.values());
    }

    /** With something in the store that no ref reaches. */
    Root unclean() {
        return new Root(refs, head, description, number, timeMillis, rewinds + 1, deleted, lifetimes, hidden);
    }

    Root gone() {
        return new Root(RefMap.EMPTY, head, description, number, timeMillis, rewinds, true);
    }
}
