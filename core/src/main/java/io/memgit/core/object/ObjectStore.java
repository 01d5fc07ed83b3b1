package io.memgit.core.object;

import io.memgit.core.file.FileName;
import io.memgit.core.file.RepositoryFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * All objects of one repository.
 *
 * <p>
 * Reads take no lock and may come from any thread. Writes ({@link #publish}, {@link #fork}, the two
 * ends of a fold) come from one thread at a time, the holder of the repository's writer lock. The
 * store holds whatever was published to it, reachable or not; it takes a few dozen bytes until
 * then.
 */
public class ObjectStore {

    private static final long FOLD_OBJECTS = 5_000;
    private static final long FOLD_BYTES = 64L << 20;
    private static final int FOLD_FRACTION = 4;

    private final @Nullable RepositoryFolder folder;
    private volatile Tiers tiers;

    /** An empty store, in memory alone. */
    public ObjectStore() {
        this(Tiers.EMPTY, null);
    }

    /** An empty store that keeps its packs in a folder, or in memory when it has none. */
    public ObjectStore(@Nullable RepositoryFolder folder) {
        this(Tiers.EMPTY, folder);
    }

    ObjectStore(Tiers tiers, @Nullable RepositoryFolder folder) {
        this.tiers = tiers;
        this.folder = folder;
    }

    /** Where packs are kept, or null when they stay in memory. */
    @Nullable
    RepositoryFolder folder() {
        return folder;
    }

    /**
     * The object with this id, or null when there is none. A large object of a pack is inflated as a
     * whole; {@link TieredReader} can stream it.
     *
     * @throws java.io.UncheckedIOException
     *             when a pack is damaged
     */
    public @Nullable ObjectView find(AnyObjectId id) {
        Tiers now = tiers;
        ObjectView view = now.findHot(id);
        if (view != null)
            return view;
        Pack pack = now.packOf(id);
        return pack == null ? null : pack.find(id);
    }

    /** Whether there is an object with this id. */
    public boolean has(AnyObjectId id) {
        return tiers.has(id);
    }

    /** Whether the last fold has put aside what no ref led to then, and something else kept. */
    public boolean hasAside() {
        return tiers.hasAside();
    }

    /** Whether the object with this id is among what the last fold has put aside. */
    public boolean isAside(AnyObjectId id) {
        return tiers.isAside(id);
    }

    /**
     * The type of the object with this id, as in {@link org.eclipse.jgit.lib.Constants}, or 0 when
     * there is none. Reads no content.
     */
    public int typeOf(AnyObjectId id) {
        Tiers now = tiers;
        ObjectView view = now.findHot(id);
        if (view != null)
            return view.type();
        Pack pack = now.packOf(id);
        return pack == null ? 0 : pack.typeOf(id);
    }

    /**
     * Makes all objects of {@code batch} visible, all at once. What the newest generation has already
     * is not stored again.
     *
     * @throws ObjectCollisionException
     *             when that generation holds other content under one of the ids; nothing is published
     *             then
     * @throws IllegalArgumentException
     *             when the batch is larger than a generation can be (512 MB in objects below 32 KiB)
     */
    public void publish(Quarantine batch) {
        Tiers now = tiers;
        HotGeneration active = now.active();
        Pack pack = batch.pack();
        if (pack == null && active != null && active.hasRoomFor(batch)) {
            active.append(batch);
            return;
        }
        // A pack and what came beside it become visible with the same write, that of the tiers.
        Tiers next = pack == null ? now : now.withPack(pack);
        tiers = batch.looseCount() == 0 ? next : next.withActive(startedWith(batch));
    }

    /**
     * A store that starts with the objects that are in this one now. They are shared, not copied, and
     * stay for as long as the fork needs them; what either store gets later, the other does not see.
     *
     * <p>
     * Call it in the same hold of the writer lock in which the fork's refs are captured, so that no
     * fold comes between.
     *
     * @param ofFork
     *            where the fork keeps packs of its own, or null when they stay in memory
     */
    public ObjectStore fork(@Nullable RepositoryFolder ofFork) {
        return new ObjectStore(tiers.inherited(), ofFork);
    }

    /** As {@link #fork(RepositoryFolder)}, for a fork that is in memory. */
    public ObjectStore fork() {
        return fork(null);
    }

    /** Calls {@code each} for every object; one that is in several tiers comes several times. */
    public void forEach(BiConsumer<ObjectId, ObjectView> each) {
        forEachHot(each);
        for (Pack pack : tiers.packs())
            pack.forEach(each);
    }

    /** Calls {@code each} for every object in the hot tier; one that is there twice comes twice. */
    public void forEachHot(BiConsumer<ObjectId, ObjectView> each) {
        Tiers now = tiers;
        HotGeneration active = now.active();
        if (active != null)
            active.forEach(active.mark(), each);
        for (Tiers.Frozen frozen : now.frozen())
            frozen.generation().forEach(frozen.mark(), each);
    }

    /**
     * The memory that objects in the hot tier take with their index, in bytes; forks count it again.
     */
    public long hotBytes() {
        return tiers.hotBytes();
    }

    /** What all objects take, in memory or on disk, in bytes; forks count it again. */
    public long sizeBytes() {
        return tiers.sizeBytes();
    }

    /**
     * How many objects there are in the hot tier; one that is in several generations counts several
     * times.
     */
    public long hotCount() {
        return tiers.hotCount();
    }

    /** How many objects there are; one that is in several tiers counts several times. */
    public long objectCount() {
        return tiers.objectCount();
    }

    /**
     * Whether enough has come since the last fold, or since this was forked, for a fold to pay off.
     * Cheap enough to be asked after every write.
     *
     * <p>
     * Bytes count where folds go to files, and room in memory comes of them. In memory alone a fold of
     * few large objects makes no clone cheaper, and holds all of them twice while it runs.
     */
    public boolean isFoldDue() {
        Tiers now = tiers;
        long objects = now.settled().objects();
        if (now.objectCount() - objects > Math.max(FOLD_OBJECTS, objects / FOLD_FRACTION))
            return true;
        long bytes = now.settled().bytes();
        return folder != null && now.sizeBytes() - bytes > Math.max(FOLD_BYTES, bytes / FOLD_FRACTION);
    }

    /**
     * Ends the active generation, so that all there is now can be folded while new objects go to a
     * fresh one.
     *
     * @return all there is now
     */
    Tiers freeze() {
        tiers = tiers.freeze();
        return tiers;
    }

    /** Puts {@code made} in the place of all that {@code condemned} covers; what came since stays. */
    void replace(Tiers condemned, List<Pack> made) {
        tiers = tiers.folded(condemned, made);
    }

    /** Puts a pack in the place of a generation, before anybody else has the store. */
    void replaced(HotGeneration gone, @Nullable Pack pack) {
        tiers = tiers.replaced(gone, pack);
    }

    /**
     * Takes hot objects out of memory at once, whoever uses them, and drops none. Blocks until it is
     * done.
     *
     * @param writing
     *            the repository's writer lock; held for microseconds
     * @return whether there were any that can be read from disk again
     * @throws IOException
     *             when they cannot be written; nothing has changed then
     */
    public boolean offload(Lock writing) throws IOException {
        return Offload.run(this, writing);
    }

    /** Counts for each part of the hot tier the stores that have it. */
    public void countSharers(Map<Object, Integer> sharers) {
        tiers.allFrozen().forEach(each -> sharers.merge(each.generation(), 1, Integer::sum));
    }

    /** The memory of hot objects that no other store has, in bytes. */
    public long ownHotBytes(Map<Object, Integer> sharers) {
        return tiers.allFrozen().stream()
                .filter(each -> sharers.getOrDefault(each.generation(), 1) == 1)
                .mapToLong(each -> each.generation().sizeBytes())
                .sum();
    }

    /** Puts a pack, if one was needed, in the place of the hot objects that {@code leaving} covers. */
    void offloaded(Tiers leaving, @Nullable Pack pack) {
        tiers = tiers.offloaded(leaving, pack);
    }

    /** How many packs there are. */
    public int packCount() {
        return tiers.packs().size();
    }

    /**
     * What the store holds now. Call it in the same hold of the writer lock in which refs are captured.
     */
    public StoreImage image() {
        return new StoreImage(tiers);
    }

    /** The files that the store needs: those of packs, and those that hot objects were written to. */
    public Set<FileName> files() {
        Tiers now = tiers;
        Set<FileName> names = now.packFiles();
        names.addAll(now.generationFiles());
        return names;
    }

    /**
     * Has all packs mapped, so that whoever reads them can go on when their files are deleted.
     *
     * @throws IOException
     *             when one is not there any more
     */
    public void holdPacks() throws IOException {
        tiers.holdPacks();
    }

    /**
     * The heap that objects take which are not counted yet, in bytes.
     *
     * @param counted
     *            what is, shared with other stores; gets what is now
     */
    public long memoryBytes(Set<Object> counted) {
        return tiers.memoryBytes(counted);
    }

    /** The heap that objects take with their indexes, in bytes; forks count it again. */
    public long memoryBytes() {
        return tiers.memoryBytes();
    }

    /**
     * Reads everything there is, and looks whether it is what its id says.
     *
     * @param problem
     *            is told of each that is not, in one sentence
     */
    public void verify(Consumer<String> problem) {
        new StoreCheck(problem).check(tiers);
    }

    /** Forgets whatever can be read from disk again; the next who needs it reads it. */
    void unload() {
        tiers.packs().forEach(Pack::unload);
    }

    /** Where everything is now. */
    Tiers tiers() {
        return tiers;
    }

    /** A generation to append to; tests plant faults here. */
    HotGeneration newGeneration() {
        return new HotGeneration();
    }

    private HotGeneration startedWith(Quarantine batch) {
        HotGeneration fresh = newGeneration();
        if (!fresh.hasRoomFor(batch))
            throw new IllegalArgumentException("a batch of " + batch.bytes() + " bytes fits into no generation");
        fresh.append(batch);
        return fresh;
    }
}
