package io.memgit.core.repo;

import io.memgit.core.ref.RefMap;

/**
 * Keeps whatever was reachable from the refs at one moment, and the uploads that were somebody's
 * then, from being collected, for a write that refers to some of it and is not submitted yet. Close
 * it when the write is applied or dropped.
 */
public final class Lease implements AutoCloseable {

    private final MemoryRepository repository;
    private final Root root;
    private final RefMap refs;
    private final long takenNanos;

    /**
     * @param refs
     *            those of {@code root}, and perhaps more
     */
    Lease(MemoryRepository repository, Root root, RefMap refs, long takenNanos) {
        this.refs = refs;
        this.repository = repository;
        this.root = root;
        this.takenNanos = takenNanos;
    }

    /** When it was taken, by a clock that only goes forward. */
    long takenNanos() {
        return takenNanos;
    }

    /** The refs that are held. */
    public RefMap refs() {
        return refs;
    }

    /** The hidden refs that are held. */
    HiddenRefs hidden() {
        return root.hidden();
    }

    /**
     * The repository's count of rewinds when the lease was taken: whatever was reachable while it was
     * the same is held.
     */
    public long rewinds() {
        return root.rewinds();
    }

    @Override
    public void close() {
        repository.end(this);
    }
}
