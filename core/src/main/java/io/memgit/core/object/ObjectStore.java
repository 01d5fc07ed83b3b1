package io.memgit.core.object;

import org.eclipse.jgit.lib.AnyObjectId;
import org.jspecify.annotations.Nullable;

/**
 * All objects of one repository.
 *
 * <p>
 * Reads take no lock and may come from any thread. Writes ({@link #publish}, {@link #fork}) come
 * from
 * one thread at a time, the holder of the repository's writer lock. The store holds whatever was
 * published to it, reachable or not; it takes a few dozen bytes until then.
 */
public class ObjectStore {

    private volatile Tiers tiers;

    /** An empty store. */
    public ObjectStore() {
        this(Tiers.EMPTY);
    }

    private ObjectStore(Tiers tiers) {
        this.tiers = tiers;
    }

    /** The object with this id, or null when there is none. */
    public @Nullable ObjectView find(AnyObjectId id) {
        int[] words = IdWords.of(id);
        return findHot(tiers, IdWords.high(words), IdWords.middle(words), IdWords.low(words));
    }

    /** Whether there is an object with this id. */
    public boolean has(AnyObjectId id) {
        int[] words = IdWords.of(id);
        return hasHot(tiers, IdWords.high(words), IdWords.middle(words), IdWords.low(words));
    }

    /**
     * Makes all objects of {@code batch} visible, all at once. What is already here is not stored
     * again.
     *
     * @throws ObjectCollisionException
     *             when the store holds other content under one of the ids; nothing is published then
     * @throws IllegalArgumentException
     *             when the batch is larger than a generation can be (512 MB in objects below 32 KiB)
     */
    public void publish(Quarantine batch) {
        if (batch.count() == 0)
            return;
        Tiers now = tiers;
        HotGeneration active = now.active();
        if (active != null && active.hasRoomFor(batch)) {
            active.append(batch);
            return;
        }
        HotGeneration fresh = newGeneration();
        if (!fresh.hasRoomFor(batch))
            throw new IllegalArgumentException("a batch of " + batch.bytes() + " bytes fits into no generation");
        fresh.append(batch);
        tiers = now.withActive(fresh);
    }

    /**
     * A store that starts with the objects that are in this one now. They are shared, not copied, and
     * stay for as long as the fork needs them; what either store gets later, the other does not see.
     *
     * <p>
     * Call it in the same hold of the writer lock in which the fork's refs are captured, so that no
     * fold comes between.
     */
    public ObjectStore fork() {
        return new ObjectStore(tiers.freeze());
    }

    /**
     * The memory that objects in the hot tier take with their index, in bytes; forks count it again.
     */
    public long hotBytes() {
        Tiers now = tiers;
        long bytes = now.active() == null ? 0 : bytesOf(now.active());
        for (Tiers.Frozen frozen : now.frozen())
            bytes += bytesOf(frozen.generation());
        return bytes;
    }

    /** The memory that all objects take, in bytes; forks count it again. */
    public long sizeBytes() {
        return hotBytes();
    }

    /** How many objects there are; one that is in several tiers counts several times. */
    public long objectCount() {
        Tiers now = tiers;
        long count = now.active() == null ? 0 : now.active().objectCount();
        for (Tiers.Frozen frozen : now.frozen())
            count += frozen.generation().objectCount();
        return count;
    }

    /** A generation to append to; tests plant faults here. */
    HotGeneration newGeneration() {
        return new HotGeneration();
    }

    private static @Nullable ObjectView findHot(Tiers in, long high, long middle, int low) {
        HotGeneration active = in.active();
        if (active != null) {
            ObjectView view = active.find(high, middle, low, active.mark());
            if (view != null)
                return view;
        }
        for (Tiers.Frozen frozen : in.frozen()) {
            ObjectView view = frozen.generation().find(high, middle, low, frozen.mark());
            if (view != null)
                return view;
        }
        return null;
    }

    private static boolean hasHot(Tiers in, long high, long middle, int low) {
        HotGeneration active = in.active();
        if (active != null && active.has(high, middle, low, active.mark()))
            return true;
        for (Tiers.Frozen frozen : in.frozen()) {
            if (frozen.generation().has(high, middle, low, frozen.mark()))
                return true;
        }
        return false;
    }

    private static long bytesOf(HotGeneration generation) {
        return generation.byteCount() + generation.indexBytes();
    }
}
