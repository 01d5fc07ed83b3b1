package io.memgit.core.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When records were written, by a clock that only goes forward: not one by one, but in spans of a
 * 256th of the age that they may reach. What is too old is told a span too late at the most, and
 * never too early. The clock of the wall has no say in it, so setting that one forward drops
 * nothing.
 */
final class AgeSpans {

    private static final int SPANS_PER_AGE = 256;
    private static final long SHORTEST_NANOS = 1_000_000;

    private static final class Span {
        final long first;
        final long beganNanos;
        long endedNanos;

        Span(long first, long nanos) {
            this.first = first;
            this.beganNanos = nanos;
            this.endedNanos = nanos;
        }
    }

    private final Deque<Span> spans = new ArrayDeque<>();
    private final long ageNanos;
    private final long spanNanos;

    AgeSpans(Duration age) {
        this.ageNanos = age.toNanos();
        this.spanNanos = Math.max(SHORTEST_NANOS, ageNanos / SPANS_PER_AGE);
    }

    /** A record is written. */
    void add(long number, long nowNanos) {
        Span last = spans.peekLast();
        if (last == null || nowNanos - last.beganNanos >= spanNanos)
            spans.add(new Span(number, nowNanos));
        else
            last.endedNanos = nowNanos;
    }

    /**
     * Forgets what is too old.
     *
     * @param next
     *            the number that the next record will have
     * @return the number of the oldest record that is not too old, {@code next} when there is none
     */
    long forget(long next, long nowNanos) {
        while (true) {
            Span oldest = spans.peekFirst();
            if (oldest == null)
                return next;
            if (nowNanos - oldest.endedNanos <= ageNanos)
                return oldest.first;
            spans.remove();
        }
    }
}
