package io.memgit.core.reflog;

import io.memgit.core.browse.RefLookup;
import io.memgit.core.event.HeadMove;
import io.memgit.core.event.RefLog.Later;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.Root;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The refs as they were at an instant. */
public final class PastRefs implements Past, RefLookup {

    private final Root now;
    private final @Nullable Later later;

    /**
     * @param later
     *            what happened up to {@code now}; null when there was no repository yet
     */
    PastRefs(Root now, @Nullable Later later) {
        this.now = now;
        this.later = later;
    }

    /** What the ref pointed to, or empty when it was not there. */
    public Optional<ObjectId> idOf(RefName name) {
        if (later == null)
            return Optional.empty();
        ObjectId id = later.firstOf(name).map(RefUpdate::oldId).orElseGet(() -> {
            RefEntry entry = now.refs().get(name);
            return entry == null ? ObjectId.zeroId() : entry.id();
        });
        return id.equals(ObjectId.zeroId()) ? Optional.empty() : Optional.of(id);
    }

    /** The default branch, which need not have been there. */
    public RefName head() {
        return later == null ? now.head() : later.firstOfHead().map(HeadMove::before).orElse(now.head());
    }

    @Override
    public Optional<Found> find(RefName name) {
        RefName leaf = name.isHead() ? head() : name;
        return idOf(leaf).map(id -> new Found(leaf, id));
    }
}
