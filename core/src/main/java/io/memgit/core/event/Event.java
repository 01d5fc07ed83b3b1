package io.memgit.core.event;

import io.memgit.core.ref.RefUpdate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One write, as it was applied.
 *
 * @param number
 *            its place in the repository's order
 * @param type
 *            the kind of write
 * @param timeMillis
 *            when, in milliseconds since 1970; never less than the event before it has
 * @param actor
 *            the user or key that asked for it
 * @param refs
 *            the refs that moved, none for an event about the repository itself
 * @param head
 *            what became of the default branch; null where it stayed
 */
public record Event(EventNumber number, EventType type, long timeMillis, String actor, List<RefUpdate> refs,
        @Nullable HeadMove head) {

    /** Copies the list of refs. */
    public Event {
        refs = List.copyOf(refs);
    }

    /** One that leaves the default branch as it is. */
    public Event(EventNumber number, EventType type, long timeMillis, String actor, List<RefUpdate> refs) {
        this(number, type, timeMillis, actor, refs, null);
    }
}
