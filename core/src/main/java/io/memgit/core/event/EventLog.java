package io.memgit.core.event;

import io.memgit.core.ref.RefUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of one repository, numbered without gaps, in bounded memory.
 *
 * <p>
 * One thread at a time appends (the apply of the repository); any number reads without a lock.
 * Event
 * {@code n} is in slot {@code n mod length} of a ring that doubles until it holds all that is kept:
 *
 * <pre>
 *   slot      0     1     2     3
 *           [ 8 ] [ 5 ] [ 6 ] [ 7 ]      oldest = 5, last = 8
 * </pre>
 *
 * A reader takes the last number first and the ring after it, so the ring it sees holds that event;
 * a slot that was written over meanwhile tells by the number in its record.
 */
public final class EventLog {

    private static final int FIRST_SLOTS = 4;

    private final HistoryRetention retention;
    private volatile AtomicReferenceArray<byte[]> ring = new AtomicReferenceArray<>(FIRST_SLOTS);
    private volatile long oldest;
    private volatile long last;

    /** An empty log that keeps what {@code retention} says. */
    public EventLog(HistoryRetention retention) {
        this(retention, EventNumber.NONE);
    }

    /** A log that goes on after {@code seen}, of which it keeps nothing. */
    public EventLog(HistoryRetention retention, EventNumber seen) {
        this.retention = retention;
        this.last = seen.value();
        this.oldest = seen.value() + 1;
    }

    /**
     * Adds the event of a write. Called by one thread at a time.
     *
     * @return the number it got
     */
    public EventNumber append(EventType type, long timeMillis, String actor, List<RefUpdate> refs) {
        long number = last + 1;
        byte[] record = EventRecord.encode(number, type, timeMillis, actor, refs);
        trim(number, timeMillis);
        AtomicReferenceArray<byte[]> slots = ring;
        if (number - oldest >= slots.length()) {
            slots = doubled(slots);
            ring = slots;
        }
        slots.setRelease((int) (number & (slots.length() - 1)), record);
        last = number;
        return new EventNumber(number);
    }

    /** The number of the newest event, {@link EventNumber#NONE} when there was none. */
    public EventNumber last() {
        return new EventNumber(last);
    }

    /** The number of the oldest event that is kept; one more than {@link #last()} when none is. */
    public EventNumber oldest() {
        return new EventNumber(oldest);
    }

    /**
     * The events after {@code seen}.
     *
     * @param limit
     *            how many at the most
     */
    public Resume resume(EventNumber seen, int limit) {
        long end = last;
        AtomicReferenceArray<byte[]> slots = ring;
        long start = seen.value() + 1;
        if (start < oldest)
            return new Resume.Gap(oldest());
        List<Event> events = new ArrayList<>();
        for (long number = start; number <= end && events.size() < limit; number++) {
            byte[] record = record(slots, number);
            if (record == null)
                return new Resume.Gap(oldest());
            events.add(EventRecord.decode(record));
        }
        return new Resume.Replay(List.copyOf(events));
    }

    /** Drops what is too old at {@code nowMillis}; called by the thread that appends. */
    public void expire(long nowMillis) {
        trim(last + 1, nowMillis);
    }

    /**
     * Gives every object that a kept record shows a ref to have left behind, by a delete or a move
     * that was no fast-forward: the roots by which it can be brought back.
     */
    public void forEachLeftBehind(Consumer<ObjectId> action) {
        long end = last;
        AtomicReferenceArray<byte[]> slots = ring;
        for (long number = oldest; number <= end; number++) {
            byte[] record = record(slots, number);
            if (record == null)
                continue;
            for (RefUpdate update : EventRecord.decode(record).refs()) {
                if (update.rewinds() && !update.creates())
                    action.accept(update.oldId());
            }
        }
    }

    private void trim(long next, long nowMillis) {
        AtomicReferenceArray<byte[]> slots = ring;
        long keepFrom = Math.max(oldest, next - retention.records() + 1);
        long horizon = nowMillis - retention.age().toMillis();
        while (keepFrom < next) {
            byte[] record = record(slots, keepFrom);
            if (record != null && EventRecord.timeMillis(record) >= horizon)
                break;
            keepFrom++;
        }
        long dropped = oldest;
        // First the number, then the slots: who meets an empty slot must be told of a gap behind it.
        oldest = keepFrom;
        for (long number = dropped; number < keepFrom; number++)
            slots.setRelease((int) (number & (slots.length() - 1)), null);
    }

    private static byte @Nullable [] record(AtomicReferenceArray<byte[]> slots, long number) {
        byte[] record = slots.getAcquire((int) (number & (slots.length() - 1)));
        return record != null && EventRecord.number(record) == number ? record : null;
    }

    private AtomicReferenceArray<byte[]> doubled(AtomicReferenceArray<byte[]> slots) {
        AtomicReferenceArray<byte[]> wider = new AtomicReferenceArray<>(slots.length() * 2);
        for (long number = oldest; number <= last; number++)
            wider.setPlain((int) (number & (wider.length() - 1)),
                    slots.getPlain((int) (number & (slots.length() - 1))));
        return wider;
    }
}
