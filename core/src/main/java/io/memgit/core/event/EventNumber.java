package io.memgit.core.event;

/**
 * The number of an event within its repository: 1 for the first, each one more than the one before.
 *
 * @param value
 *            zero stands for "before the first"
 */
public record EventNumber(long value) implements Comparable<EventNumber> {

    /** Before the first event of a repository. */
    public static final EventNumber NONE = new EventNumber(0);

    /** The number that follows. */
    public EventNumber next() {
        return new EventNumber(value + 1);
    }

    @Override
    public int compareTo(EventNumber other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
