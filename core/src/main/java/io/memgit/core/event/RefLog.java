package io.memgit.core.event;

import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the kept events of a repository tell of its refs, up to one of them. Times never decrease,
 * so
 * an instant is found by halving; the records of one ref are found by comparing the bytes of names.
 */
public final class RefLog {

    private final EventLog log;
    private final long last;

    /**
     * @param upTo
     *            the newest event that counts
     */
    public RefLog(EventLog log, EventNumber upTo) {
        this.log = log;
        this.last = upTo.value();
    }

    /** What came after an instant, newest last; all of it. */
    public static final class Later {

        private final List<byte[]> records;

        private Later(List<byte[]> records) {
            this.records = records;
        }

        /** The first update of this ref, whose old value is what it was at the instant. */
        public Optional<RefUpdate> firstOf(RefName name) {
            byte[] wanted = utf8(name);
            for (byte[] record : records) {
                if (EventRecord.moves(record, wanted))
                    return Optional.of(updateOf(EventRecord.decode(record), name));
            }
            return Optional.empty();
        }

        /** The first move of the default branch. */
        public Optional<HeadMove> firstOfHead() {
            for (byte[] record : records) {
                HeadMove head = EventRecord.moves(record, new byte[0]) ? EventRecord.decode(record).head() : null;
                if (head != null)
                    return Optional.of(head);
            }
            return Optional.empty();
        }
    }

    /**
     * What came after an instant.
     *
     * @param millis
     *            in milliseconds since 1970
     * @return empty when some of it is not kept any more
     */
    public Optional<Later> after(long millis) {
        List<byte[]> records = new ArrayList<>();
        for (long number = firstAfter(millis); number <= last; number++) {
            byte[] record = log.record(number);
            if (record != null)
                records.add(record);
        }
        // Asked afterwards: what was dropped while this was read counts as dropped.
        return log.droppedMillis() > millis ? Optional.empty() : Optional.of(new Later(records));
    }

    /** The newest record of this ref that is not later than an instant, as far as it is kept. */
    public Optional<RefRecord> lastOf(RefName name, long millis) {
        return newestFirst(name, new EventNumber(firstAfter(millis)), 1).stream().findFirst();
    }

    /**
     * Records, the newest first.
     *
     * @param name
     *            of the ref; null for all refs
     * @param before
     *            only events with smaller numbers
     * @param limit
     *            events are gone through until there are so many records; all of one event are given
     */
    public List<RefRecord> newestFirst(@Nullable RefName name, EventNumber before, int limit) {
        byte[] wanted = name == null ? null : utf8(name);
        List<RefRecord> found = new ArrayList<>();
        for (long number = Math.min(before.value() - 1, last); number > 0 && found.size() < limit; number--) {
            byte[] record = log.record(number);
            if (record == null)
                break;
            if (wanted == null || EventRecord.moves(record, wanted))
                add(EventRecord.decode(record), name, found);
        }
        return found;
    }

    private static void add(Event event, @Nullable RefName name, List<RefRecord> to) {
        for (RefUpdate update : event.refs()) {
            if (name == null || update.name().equals(name))
                to.add(new RefRecord(event.number(), event.type(), event.timeMillis(), event.actor(), update));
        }
    }

    /** The number of the first event after an instant; one more than the last one's when none is. */
    private long firstAfter(long millis) {
        long low = log.oldest().value();
        long high = last + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            byte[] record = log.record(middle);
            // One that was dropped meanwhile is among the oldest.
            if (record == null || EventRecord.timeMillis(record) <= millis)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static RefUpdate updateOf(Event event, RefName name) {
        return event.refs()
                .stream()
                .filter(update -> update.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("event " + event.number() + " without " + name));
    }

    private static byte[] utf8(RefName name) {
        return name.value().getBytes(StandardCharsets.UTF_8);
    }
}
