package io.memgit.core.sequencer;

import io.memgit.core.ledger.Actor;
import io.memgit.core.limits.SequencerLimits;
import io.memgit.core.name.RepoId;
import io.memgit.core.repo.MemoryRepository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The conflicts of this process that wait to be resolved, each its creator's alone. They go when
 * their time is over, and the one that was not touched for longest goes when there are too many or
 * they take too much. Safe for use by many threads.
 */
final class ConflictSessions {

    /** About what a session takes beside what was asked for and its resolutions. */
    private static final long SESSION_BYTES = 2_000;

    private final SequencerLimits limits;
    private final InstantSource clock;
    private final RandomGenerator random;
    /** Least recently touched first. */
    private final Map<ConflictId, ConflictSession> sessions = new LinkedHashMap<>();
    private long bytes;

    ConflictSessions(SequencerLimits limits, InstantSource clock, RandomGenerator random) {
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    synchronized ConflictId open(MemoryRepository repository, SequencerRequest request, ObjectId head) {
        Instant now = clock.instant();
        ConflictId id = ConflictId.random(random);
        put(new ConflictSession(id, repository.id(), request, head, Resolutions.NONE, now,
                now.plus(limits.conflictTime())));
        return id;
    }

    /** The actor's session of that id. */
    synchronized Optional<ConflictSession> find(RepoId repository, Actor actor, ConflictId id) {
        dropExpired();
        return Optional.ofNullable(sessions.get(id))
                .filter(s -> s.repository().equals(repository) && s.request().actor().equals(actor));
    }

    /**
     * Goes on with a session: its next conflict is on {@code head}, after {@code solved}. Nothing when
     * it has ended meanwhile.
     */
    synchronized void advance(ConflictSession session, ObjectId head, Resolutions solved) {
        if (remove(session.id()))
            put(session.at(head, solved, clock.instant().plus(limits.conflictTime())));
    }

    /** Ends a session; false when it had ended already. */
    synchronized boolean end(ConflictId id) {
        return remove(id);
    }

    private void put(ConflictSession session) {
        sessions.put(session.id(), session);
        bytes += bytes(session);
        dropExpired();
        Iterator<ConflictSession> oldest = sessions.values().iterator();
        while (sessions.size() > 1
                && (sessions.size() > limits.conflicts() || bytes > limits.conflictsSize().bytes())) {
            bytes -= bytes(oldest.next());
            oldest.remove();
        }
    }

    private boolean remove(ConflictId id) {
        ConflictSession removed = sessions.remove(id);
        if (removed != null)
            bytes -= bytes(removed);
        return removed != null;
    }

    // The time is the same for all and begins anew with each touch, so that they end in order.
    private void dropExpired() {
        Instant now = clock.instant();
        Iterator<ConflictSession> oldest = sessions.values().iterator();
        while (oldest.hasNext()) {
            ConflictSession session = oldest.next();
            if (session.expires().isAfter(now))
                return;
            bytes -= bytes(session);
            oldest.remove();
        }
    }

    private static long bytes(ConflictSession session) {
        return SESSION_BYTES + session.request().operation().bytes() + session.solved().bytes();
    }
}
