package io.memgit.core.repo;

import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * One hidden ref's part in a write: a compare-and-set.
 *
 * @param name
 *            of the ref
 * @param expected
 *            the {@link HiddenRef#version} it must have, 0 when it must not be there
 * @param value
 *            what it is afterwards, null when it goes away
 */
public record HiddenUpdate(HiddenName name, long expected, @Nullable Value value) {

    /** The code of a write that has not seen the last one to a hidden ref. */
    public static final String MOVED = "HIDDEN_MOVED";

    /**
     * What a hidden ref is to be.
     *
     * @param commit
     *            what it points to, the zero id for nothing
     * @param facts
     *            a few short texts by name
     * @param ttl
     *            how long it is kept after a write
     */
    public record Value(ObjectId commit, Map<String, String> facts, Ttl ttl) {

        /** Copies the facts. */
        public Value {
            facts = Map.copyOf(facts);
        }
    }

    /** A ref that is new. */
    public static HiddenUpdate create(HiddenName name, Value value) {
        return new HiddenUpdate(name, 0, value);
    }

    /** A change of the ref as it was seen. */
    public static HiddenUpdate change(HiddenRef seen, Value value) {
        return new HiddenUpdate(seen.name(), seen.version(), value);
    }

    /** A write to the ref as it was seen that changes nothing but when it ends. */
    public static HiddenUpdate renew(HiddenRef seen) {
        return change(seen, new Value(seen.commit(), seen.facts(), seen.ttl()));
    }

    /** The ref, as it was seen, goes away. */
    public static HiddenUpdate delete(HiddenRef seen) {
        return new HiddenUpdate(seen.name(), seen.version(), null);
    }

    /**
     * All hidden refs of one write, all or none.
     *
     * @param updates
     *            each ref at most once
     * @param most
     *            how many hidden refs there may be afterwards if it becomes more, 0 for any number
     */
    public record Batch(List<HiddenUpdate> updates, int most) {

        /** None. */
        public static final Batch NONE = new Batch(List.of(), 0);

        /** Copies the list. */
        public Batch {
            updates = List.copyOf(updates);
        }

        /** Whether there are none. */
        public boolean isEmpty() {
            return updates.isEmpty();
        }
    }
}
