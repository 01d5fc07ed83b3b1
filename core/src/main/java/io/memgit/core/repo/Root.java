package io.memgit.core.repo;

import io.memgit.core.event.EventNumber;
import io.memgit.core.ref.RefMap;
import io.memgit.core.ref.RefName;

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
 */
public record Root(RefMap refs, RefName head, String description, EventNumber number, long timeMillis, long rewinds,
        boolean deleted) {

    Root withWrite(RefMap newRefs, RefName newHead, EventNumber newNumber, long newTime, long newRewinds) {
        return new Root(newRefs, newHead, description, newNumber, newTime, newRewinds, deleted);
    }

    Root withEdit(String newDescription, RefName newHead, EventNumber newNumber, long newTime) {
        return new Root(refs, newHead, newDescription, newNumber, newTime, rewinds, deleted);
    }

    /** With something in the store that no ref reaches. */
    Root unclean() {
        return new Root(refs, head, description, number, timeMillis, rewinds + 1, deleted);
    }

    Root gone() {
        return new Root(RefMap.EMPTY, head, description, number, timeMillis, rewinds, true);
    }
}
