package io.memgit.core.object;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCache;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsPackFile;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.jspecify.annotations.Nullable;

/**
 * An {@link ObjectStore} as JGit sees it. Packs come in through {@link ObjectStore#publish} and
 * leave
 * through {@link Folder}; JGit's own ways to write them are refused.
 */
public final class MemoryObjectDatabase extends DfsObjDatabase {

    /** Whole objects above this length are streamed out of a pack instead of inflated in memory. */
    static final int STREAMED_BYTES = 8 << 20;

    private static final DfsReaderOptions OPTIONS = options();

    /** JGit's list of the packs of some tiers. */
    private record Listed(List<Pack> packs, PackList list) {}

    private final ObjectStore store;
    private final Consumer<Quarantine> publisher;
    private volatile @Nullable Listed listed;

    /**
     * @param publisher
     *            publishes what somebody inserted through {@link #newInserter} and flushed; takes the
     *            repository's writer lock
     */
    public MemoryObjectDatabase(DfsRepository repository, ObjectStore store, Consumer<Quarantine> publisher) {
        super(repository, OPTIONS);
        this.store = store;
        this.publisher = publisher;
    }

    /** Forgets whatever can be read from disk again; the next who needs it reads it. */
    public void unload() {
        listed = null;
        store.unload();
    }

    /** The store behind this. */
    public ObjectStore store() {
        return store;
    }

    @Override
    public TieredReader newReader() {
        return new TieredReader(this, null, null);
    }

    /** A reader that sees what {@code batch} holds before what the store holds. */
    public TieredReader newReader(Quarantine batch) {
        return new TieredReader(this, batch, null);
    }

    /** A reader that throws {@link WalkLimitException} once the budget is used up. */
    public TieredReader newReader(WalkBudget budget) {
        return new TieredReader(this, null, null, budget);
    }

    /** A reader that sees what {@code batch} holds before the store, and spends of {@code budget}. */
    public TieredReader newReader(Quarantine batch, WalkBudget budget) {
        return new TieredReader(this, batch, null, budget);
    }

    @Override
    public TieredInserter newInserter() {
        return new TieredInserter(this, new Quarantine(), publisher);
    }

    /** An inserter into {@code batch}, which somebody else will publish. */
    public TieredInserter newInserter(Quarantine batch) {
        return new TieredInserter(this, batch, null);
    }

    @Override
    public PackList getPackList() {
        List<Pack> packs = store.tiers().packs();
        Listed known = listed;
        if (known == null || !known.packs.equals(packs)) {
            known = new Listed(packs, descTreeToPackList(new ArrayList<>(packs)));
            listed = known;
        }
        return known.list;
    }

    @Override
    public PackList getCurrentPackList() {
        return getPackList();
    }

    @Override
    public DfsPackFile createDfsPackFile(DfsBlockCache cache, DfsPackDescription pack) {
        return ((Pack) pack).file();
    }

    @Override
    public long getApproximateObjectCount() {
        return store.objectCount();
    }

    @Override
    protected List<DfsPackDescription> listPacks() {
        return new ArrayList<>(store.tiers().packs());
    }

    @Override
    protected ReadableChannel openFile(DfsPackDescription pack, PackExt ext) throws FileNotFoundException {
        StoredBytes bytes = ((Pack) pack).bytesOf(ext);
        if (bytes == null)
            throw new FileNotFoundException(pack.getFileName(ext));
        return new MemoryChannel(bytes);
    }

    @Override
    protected DfsPackDescription newPack(PackSource source) throws IOException {
        throw onlyThroughTheStore();
    }

    @Override
    protected DfsOutputStream writeFile(DfsPackDescription pack, PackExt ext) throws IOException {
        throw onlyThroughTheStore();
    }

    @Override
    protected void commitPackImpl(Collection<DfsPackDescription> packs,
            @Nullable Collection<DfsPackDescription> replaces) throws IOException {
        throw onlyThroughTheStore();
    }

    @Override
    protected void rollbackPack(Collection<DfsPackDescription> packs) {
        // None was begun.
    }

    private static IOException onlyThroughTheStore() {
        return new IOException("packs are received into a quarantine or made by a fold, in no other way");
    }

    private static DfsReaderOptions options() {
        HermeticJgit.install();
        return new DfsReaderOptions().setStreamFileThreshold(STREAMED_BYTES);
    }
}
