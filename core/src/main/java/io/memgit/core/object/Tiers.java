package io.memgit.core.object;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects of a store are, at one moment: replaced as a whole, never changed. Whoever
 * holds
 * one can read all that it covers, whatever the store does meanwhile.
 *
 * @param active
 *            the generation that this store appends to, or null while it has none. It grows without
 *            a change here: its own mark says what of it is visible
 * @param frozen
 *            the other generations, newest first, up to the marks at which they were frozen
 * @param packs
 *            the packs, newest first
 */
record Tiers(@Nullable HotGeneration active, List<Frozen> frozen, List<MemoryPack> packs) {

    static final Tiers EMPTY = new Tiers(null, List.of(), List.of());

    /**
     * A generation as it was when {@code mark} was taken. What its owner appends later is not part of
     * it.
     */
    record Frozen(HotGeneration generation, long mark) {}

    Tiers {
        frozen = List.copyOf(frozen);
        packs = List.copyOf(packs);
    }

    /** The same objects, with {@code fresh} to append to. */
    Tiers withActive(HotGeneration fresh) {
        return new Tiers(fresh, allFrozen(), packs);
    }

    /** The same objects and those of {@code pack}. */
    Tiers withPack(MemoryPack pack) {
        List<MemoryPack> all = new ArrayList<>(packs.size() + 1);
        all.add(pack);
        all.addAll(packs);
        return new Tiers(active, frozen, all);
    }

    /** The same objects as of now, with nothing to append to. */
    Tiers freeze() {
        return active == null ? this : new Tiers(null, allFrozen(), packs);
    }

    /** The object with this id in the hot tier, or null when it is not there. */
    @Nullable
    ObjectView findHot(AnyObjectId id) {
        int[] words = IdWords.of(id);
        long high = IdWords.high(words);
        long middle = IdWords.middle(words);
        int low = IdWords.low(words);
        if (active != null) {
            ObjectView view = active.find(high, middle, low, active.mark());
            if (view != null)
                return view;
        }
        for (int i = 0; i < frozen.size(); i++) {
            Frozen older = frozen.get(i);
            ObjectView view = older.generation.find(high, middle, low, older.mark);
            if (view != null)
                return view;
        }
        return null;
    }

    /** Whether there is an object with this id. */
    boolean has(AnyObjectId id) {
        int[] words = IdWords.of(id);
        long high = IdWords.high(words);
        long middle = IdWords.middle(words);
        int low = IdWords.low(words);
        if (active != null && active.has(high, middle, low, active.mark()))
            return true;
        for (int i = 0; i < frozen.size(); i++) {
            Frozen older = frozen.get(i);
            if (older.generation.has(high, middle, low, older.mark))
                return true;
        }
        return packOf(id) != null;
    }

    /** The newest pack that has an object with this id, or null when none has. */
    @Nullable
    MemoryPack packOf(AnyObjectId id) {
        for (int i = 0; i < packs.size(); i++) {
            MemoryPack pack = packs.get(i);
            if (pack.has(id))
                return pack;
        }
        return null;
    }

    /** All generations with their marks as of now, newest first. */
    List<Frozen> allFrozen() {
        if (active == null)
            return frozen;
        List<Frozen> all = new ArrayList<>(frozen.size() + 1);
        all.add(new Frozen(active, active.mark()));
        all.addAll(frozen);
        return all;
    }
}
