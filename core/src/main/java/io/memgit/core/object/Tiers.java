package io.memgit.core.object;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects of a store are, at one moment: replaced as a whole, never changed.
 *
 * @param active
 *            the generation that this store appends to, or null while it has none. It grows without
 *            a change here: its own mark says what of it is visible
 * @param frozen
 *            the other generations, newest first, up to the marks at which they were frozen
 */
record Tiers(@Nullable HotGeneration active, List<Frozen> frozen) {

    static final Tiers EMPTY = new Tiers(null, List.of());

    /**
     * A generation as it was when {@code mark} was taken. What its owner appends later is not part of
     * it.
     */
    record Frozen(HotGeneration generation, long mark) {}

    Tiers {
        frozen = List.copyOf(frozen);
    }

    /** The same objects, with {@code fresh} to append to. */
    Tiers withActive(HotGeneration fresh) {
        return new Tiers(fresh, allFrozen());
    }

    /** The same objects as of now, with nothing to append to. */
    Tiers freeze() {
        return active == null ? this : new Tiers(null, allFrozen());
    }

    private List<Frozen> allFrozen() {
        if (active == null)
            return frozen;
        List<Frozen> all = new ArrayList<>(frozen.size() + 1);
        all.add(new Frozen(active, active.mark()));
        all.addAll(frozen);
        return all;
    }
}
