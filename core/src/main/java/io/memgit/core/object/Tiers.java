package io.memgit.core.object;

import io.memgit.core.file.FileName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
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
 * @param settled
 *            how much of it a fold would not make better
 */
record Tiers(@Nullable HotGeneration active, List<Frozen> frozen, List<Pack> packs, Settled settled) {

    static final Tiers EMPTY = new Tiers(null, List.of(), List.of(), new Settled(0, 0));

    /**
     * A generation as it was when {@code mark} was taken. What its owner appends later is not part of
     * it.
     */
    record Frozen(HotGeneration generation, long mark) {

        /** Whether it has an object with this id. */
        boolean has(AnyObjectId id) {
            int[] words = IdWords.of(id);
            return generation.has(IdWords.high(words), IdWords.middle(words), IdWords.low(words), mark);
        }
    }

    /**
     * What was folded already, or came from a fork's parent and is shared with it.
     *
     * @param objects
     *            their number
     * @param bytes
     *            the memory they take
     */
    record Settled(long objects, long bytes) {}

    Tiers {
        frozen = List.copyOf(frozen);
        packs = List.copyOf(packs);
    }

    /** The same objects, with {@code fresh} to append to. */
    Tiers withActive(HotGeneration fresh) {
        return new Tiers(fresh, allFrozen(), packs, settled);
    }

    /** The same objects and those of {@code pack}. */
    Tiers withPack(Pack pack) {
        List<Pack> all = new ArrayList<>(packs.size() + 1);
        all.add(pack);
        all.addAll(packs);
        return new Tiers(active, frozen, all, settled);
    }

    /** The same objects as of now, with nothing to append to. */
    Tiers freeze() {
        return active == null ? this : new Tiers(null, allFrozen(), packs, settled);
    }

    /** The same objects for a fork: all of them are its parent's. */
    Tiers inherited() {
        return new Tiers(null, allFrozen(), packs, new Settled(objectCount(), sizeBytes()));
    }

    /**
     * What is left after a fold: {@code made} instead of everything that {@code condemned} covers, and
     * what came since.
     */
    Tiers folded(Tiers condemned, List<Pack> made) {
        List<Frozen> younger = frozen.stream().filter(f -> !condemned.frozen.contains(f)).toList();
        List<Pack> all = new ArrayList<>(packs.stream().filter(p -> !condemned.packs.contains(p)).toList());
        all.addAll(made);
        long objects = made.stream().mapToLong(Pack::objectCount).sum();
        long bytes = made.stream().mapToLong(Pack::sizeBytes).sum();
        return new Tiers(active, younger, all, new Settled(objects, bytes));
    }

    /**
     * What is left after the hot objects that {@code leaving} covers went to {@code pack}, or were in
     * packs already.
     */
    Tiers offloaded(Tiers leaving, @Nullable Pack pack) {
        List<Frozen> younger = frozen.stream().filter(f -> !leaving.frozen.contains(f)).toList();
        Tiers left = new Tiers(active, younger, packs, settled);
        return pack == null ? left : left.withPack(pack);
    }

    /** What is left when {@code pack} has what {@code gone} had for this store. */
    Tiers replaced(HotGeneration gone, @Nullable Pack pack) {
        List<Frozen> left = frozen.stream().filter(f -> !f.generation.equals(gone)).toList();
        Tiers without = new Tiers(gone.equals(active) ? null : active, left, packs, settled);
        return pack == null ? without : without.withPack(pack);
    }

    /** How many objects there are in the hot tier; one in several generations counts several times. */
    long hotCount() {
        long count = active == null ? 0 : active.objectCount();
        for (int i = 0; i < frozen.size(); i++)
            count += frozen.get(i).generation.objectCount();
        return count;
    }

    /** How many objects there are; one in several tiers counts several times. */
    long objectCount() {
        long count = hotCount();
        for (int i = 0; i < packs.size(); i++)
            count += packs.get(i).objectCount();
        return count;
    }

    /** The memory that objects in the hot tier take with their index, in bytes. */
    long hotBytes() {
        long bytes = active == null ? 0 : active.sizeBytes();
        for (int i = 0; i < frozen.size(); i++)
            bytes += frozen.get(i).generation.sizeBytes();
        return bytes;
    }

    /** What all objects take, in memory or on disk, in bytes. */
    long sizeBytes() {
        long bytes = hotBytes();
        for (int i = 0; i < packs.size(); i++)
            bytes += packs.get(i).sizeBytes();
        return bytes;
    }

    /**
     * The heap that objects take which are not counted yet, in bytes.
     *
     * @param counted
     *            what is; gets what is now
     */
    long memoryBytes(Set<Object> counted) {
        long bytes = active == null || !counted.add(active) ? 0 : active.sizeBytes();
        for (Frozen each : frozen)
            bytes += counted.add(each.generation) ? each.generation.sizeBytes() : 0;
        for (Pack pack : packs)
            bytes += counted.add(pack) ? pack.heapBytes() : 0;
        return bytes;
    }

    /** The heap that all objects take, in bytes. */
    long memoryBytes() {
        long bytes = hotBytes();
        for (int i = 0; i < packs.size(); i++) {
            if (packs.get(i).files() == null)
                bytes += packs.get(i).sizeBytes();
        }
        return bytes;
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
    Pack packOf(AnyObjectId id) {
        for (int i = 0; i < packs.size(); i++) {
            Pack pack = packs.get(i);
            if (pack.has(id))
                return pack;
        }
        return null;
    }

    /** Whether a fold has put something aside that refs do not lead to. */
    boolean hasAside() {
        for (int i = 0; i < packs.size(); i++) {
            if (packs.get(i).getPackSource() == PackSource.GC_REST)
                return true;
        }
        return false;
    }

    /** Whether a fold has put the object with this id aside. */
    boolean isAside(AnyObjectId id) {
        for (int i = 0; i < packs.size(); i++) {
            Pack pack = packs.get(i);
            if (pack.getPackSource() == PackSource.GC_REST && pack.has(id))
                return true;
        }
        return false;
    }

    /** The files of all packs. */
    Set<FileName> packFiles() {
        Set<FileName> names = new HashSet<>();
        for (Pack pack : packs) {
            PackFiles files = pack.files();
            if (files != null)
                names.addAll(files.names());
        }
        return names;
    }

    /** The files of all generations. */
    Set<FileName> generationFiles() {
        Set<FileName> names = new HashSet<>();
        for (Frozen each : allFrozen())
            each.generation.files().parts().forEach(part -> names.add(part.name()));
        return names;
    }

    /** Maps all packs that are on disk. */
    void holdPacks() throws IOException {
        for (Pack pack : packs) {
            PackFiles files = pack.files();
            if (files != null)
                files.hold();
        }
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
