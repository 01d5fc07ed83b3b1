package io.memgit.core.reflog;

import io.memgit.core.event.EventNumber;
import io.memgit.core.event.RefLog;
import io.memgit.core.event.RefRecord;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Root;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The door to the history of one repository's refs, as the server recorded it. Everything that one
 * of these tells is of the moment at which it was made.
 */
public final class RefHistory {

    private final MemoryRepository repository;
    private final Root now;
    private final RefLog log;

    private RefHistory(MemoryRepository repository) {
        this.repository = repository;
        this.now = repository.root();
        this.log = new RefLog(repository.events(), now.number());
    }

    /** The history of this repository up to now. */
    public static RefHistory of(MemoryRepository repository) {
        return new RefHistory(repository);
    }

    /** When the newest event was recorded, or the repository made; in milliseconds since 1970. */
    public long lastMillis() {
        return now.timeMillis();
    }

    /** Whether everything is kept that happened since the repository was made. */
    public boolean isWhole() {
        return repository.events().oldest().equals(EventNumber.NONE.next());
    }

    /**
     * The refs as they were when all records not later than an instant had been made, and no other.
     *
     * @param millis
     *            in milliseconds since 1970
     */
    public Past at(long millis) {
        if (millis < repository.createdMillis())
            return new PastRefs(now, null);
        Optional<RefLog.Later> later = log.after(millis);
        return later.isPresent() ? new PastRefs(now, later.get()) : new Past.Expired();
    }

    /** The record that made this ref what it was at an instant; empty when it is not kept any more. */
    public Optional<RefRecord> lastOf(RefName name, long millis) {
        return log.lastOf(name, millis);
    }

    /**
     * What is kept of it, the newest first.
     *
     * @param name
     *            of the ref, which need not be there any more; null for all refs
     * @param before
     *            only events with smaller numbers; null to begin with the newest
     * @param limit
     *            events are gone through until there are so many records; all of one event are given
     */
    public List<RefRecord> newestFirst(@Nullable RefName name, @Nullable EventNumber before, int limit) {
        return log.newestFirst(name, before == null ? now.number().next() : before, limit);
    }
}
