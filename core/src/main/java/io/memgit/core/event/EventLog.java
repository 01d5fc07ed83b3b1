package io.memgit.core.event;

import io.memgit.core.ref.RefUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
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
 * a slot that was written over meanwhile tells by the number in its record. What is appended can be
 * read once the number that is shown says so.
 */
public final class EventLog {

    private static final int FIRST_SLOTS = 4;
    /** The head of an array, and its place in the ring. */
    private static final long RECORD_OVERHEAD = 24;

    private final HistoryRetention retention;
    private final LongSupplier nanos;
    private final LongSupplier shown;
    private final AgeSpans ages;
    private volatile AtomicReferenceArray<byte[]> ring = new AtomicReferenceArray<>(FIRST_SLOTS);
    private volatile long oldest;
    private volatile long last;
    /** When the newest event that is not kept any more was written. */
    private volatile long droppedMillis = Long.MIN_VALUE;
    /** Of the records that are kept; the appending thread's own. */
    private long bytes;

    /** An empty log that keeps what {@code retention} says, and shows what is appended at once. */
    public EventLog(HistoryRetention retention) {
        this(retention, System::nanoTime);
    }

    EventLog(HistoryRetention retention, LongSupplier nanos) {
        this.retention = retention;
        this.nanos = nanos;
        this.shown = () -> last;
        this.ages = new AgeSpans(retention.age());
        this.oldest = 1;
    }

    /**
     * A log that goes on after {@code seen}, of which it keeps nothing.
     *
     * @param seenMillis
     *            when that was written
     * @param nanos
     *            a clock that only goes forward, such as {@link System#nanoTime()}
     * @param shown
     *            the number of the newest event that readers may see, so that they see it together with
     *            what it tells of; at most that of the last one appended
     */
    public EventLog(HistoryRetention retention, EventNumber seen, long seenMillis, LongSupplier nanos,
            LongSupplier shown) {
        this.retention = retention;
        this.nanos = nanos;
        this.shown = shown;
        this.ages = new AgeSpans(retention.age());
        this.last = seen.value();
        this.oldest = seen.value() + 1;
        if (!seen.equals(EventNumber.NONE))
            this.droppedMillis = seenMillis;
    }

    /**
     * What of a log outlives the process.
     *
     * @param droppedMillis
     *            when the newest event that is not among the records was written;
     *            {@link Long#MIN_VALUE}
     *            when none is missing
     * @param records
     *            the stored form of the newest events, without a hole
     */
    public record Saved(long droppedMillis, List<byte[]> records) {

        /**
         * Records of a version that did not say when the one before them was written.
         *
         * @param last
         *            the number of the last of them
         * @param lastMillis
         *            when the last event was written
         */
        public static Saved ofUnknownAge(EventNumber last, long lastMillis, List<byte[]> records) {
            if (records.size() == last.value())
                return new Saved(Long.MIN_VALUE, records);
            return new Saved(records.isEmpty() ? lastMillis : EventRecord.timeMillis(records.getFirst()), records);
        }
    }

    /**
     * Adds the event of a write. Called by one thread at a time.
     *
     * @return the number it got
     */
    public EventNumber append(EventType type, long timeMillis, String actor, List<RefUpdate> refs) {
        return append(type, timeMillis, actor, refs, null);
    }

    /**
     * The same for a write that may have made another branch the default one.
     *
     * @param head
     *            null when it did not
     */
    public EventNumber append(EventType type, long timeMillis, String actor, List<RefUpdate> refs,
            @Nullable HeadMove head) {
        long number = last + 1;
        byte[] record = EventRecord.encode(number, type, timeMillis, actor, refs, head);
        long now = nanos.getAsLong();
        trim(retention.records() - 1L, retention.bytes() - cost(record), now);
        AtomicReferenceArray<byte[]> slots = ring;
        if (number - oldest >= slots.length()) {
            slots = doubled(slots);
            ring = slots;
        }
        slots.setRelease((int) (number & (slots.length() - 1)), record);
        bytes += cost(record);
        ages.add(number, now);
        last = number;
        return new EventNumber(number);
    }

    /** The memory that the kept events take, in bytes; an older value when another thread appends. */
    public long memoryBytes() {
        return bytes;
    }

    /** The number of the newest event, {@link EventNumber#NONE} when there was none. */
    public EventNumber last() {
        return new EventNumber(shown.getAsLong());
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
        long end = shown.getAsLong();
        AtomicReferenceArray<byte[]> slots = ring;
        long start = seen.value() + 1;
        if (seen.value() > end)
            return new Resume.Ahead(new EventNumber(end));
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

    /**
     * The events up to {@code upTo} that are kept now. For {@link #restore}, by this version or a later
     * one.
     */
    public Saved saved(EventNumber upTo) {
        AtomicReferenceArray<byte[]> slots = ring;
        List<byte[]> records = new ArrayList<>();
        for (long number = oldest; number <= upTo.value(); number++) {
            byte[] record = record(slots, number);
            if (record == null)
                records.clear();
            else
                records.add(record);
        }
        // Asked afterwards: that some of what counts as dropped is there does no harm.
        return new Saved(droppedMillis, records);
    }

    /**
     * Takes what {@link #saved} gave, before anything is appended. Nobody knows how long ago that
     * was,
     * so it is kept as if it was written now.
     *
     * @throws IllegalArgumentException
     *             when the records are not those of the events up to the last one
     */
    public void restore(Saved saved) {
        List<byte[]> records = saved.records();
        long first = last + 1 - records.size();
        AtomicReferenceArray<byte[]> slots = new AtomicReferenceArray<>(
                Math.max(FIRST_SLOTS, Integer.highestOneBit(Math.max(1, records.size())) << 1));
        long now = nanos.getAsLong();
        for (int i = 0; i < records.size(); i++) {
            byte[] record = records.get(i);
            EventRecord.check(record, first + i);
            slots.setPlain((int) ((first + i) & (slots.length() - 1)), record);
            bytes += cost(record);
            ages.add(first + i, now);
        }
        ring = slots;
        oldest = first;
        droppedMillis = saved.droppedMillis();
    }

    /** Drops what has become too old; called by the thread that appends. */
    public void expire() {
        trim(retention.records(), retention.bytes(), nanos.getAsLong());
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

    private void trim(long mostRecords, long mostBytes, long nowNanos) {
        AtomicReferenceArray<byte[]> slots = ring;
        long next = last + 1;
        long dropped = oldest;
        long keepFrom = dropped;
        long young = Math.max(next - mostRecords, ages.forget(next, nowNanos));
        while (keepFrom < next && (keepFrom < young || bytes > mostBytes)) {
            bytes -= cost(slots.getPlain((int) (keepFrom & (slots.length() - 1))));
            keepFrom++;
        }
        if (keepFrom == dropped)
            return;
        droppedMillis = EventRecord
                .timeMillis(slots.getPlain((int) ((keepFrom - 1) & (slots.length() - 1))));
        // First the number, then the slots: who meets an empty slot must be told of a gap behind it.
        oldest = keepFrom;
        for (long number = dropped; number < keepFrom; number++)
            slots.setRelease((int) (number & (slots.length() - 1)), null);
    }

    /**
     * When the newest event that is not kept any more was written; {@link Long#MIN_VALUE} when all are
     * kept.
     */
    long droppedMillis() {
        return droppedMillis;
    }

    /** The record of an event that readers may see, or null when it is not kept. */
    byte @Nullable [] record(long number) {
        return record(ring, number);
    }

    private static long cost(byte[] record) {
        return RECORD_OVERHEAD + record.length;
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
