package io.memgit.core.object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.commitgraph.CommitGraph;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.AsyncObjectLoaderQueue;
import org.eclipse.jgit.lib.AsyncObjectSizeQueue;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a store the way JGit reads a repository: a write's own new objects first, then the hot
 * tier,
 * then the packs. Used by one thread at a time.
 *
 * <p>
 * A reader holds on to the tiers it began with, and looks into newer ones only for what these do
 * not
 * have. So whatever it could read once it can read until it is closed, even if a fold drops it from
 * the store meanwhile.
 */
public final class TieredReader extends DfsReader {

    private static final int MAX_MATCHES = 256;

    private final MemoryObjectDatabase database;
    private final @Nullable Quarantine batch;
    private final @Nullable ObjectInserter inserter;
    private final @Nullable WalkBudget budget;
    private final Tiers began;

    TieredReader(MemoryObjectDatabase database, @Nullable Quarantine batch, @Nullable ObjectInserter inserter) {
        this(database, batch, inserter, null);
    }

    TieredReader(MemoryObjectDatabase database, @Nullable Quarantine batch, @Nullable ObjectInserter inserter,
            @Nullable WalkBudget budget) {
        super(database);
        this.budget = budget;
        this.database = database;
        this.batch = batch;
        this.inserter = inserter;
        this.began = database.store().tiers();
    }

    @Override
    public TieredReader newReader() {
        return new TieredReader(database, batch, null, budget);
    }

    @Override
    public @Nullable ObjectInserter getCreatedFromInserter() {
        return inserter;
    }

    @Override
    public boolean has(AnyObjectId id) {
        if (batch != null && batch.has(id))
            return true;
        if (began.has(id))
            return true;
        Tiers newer = newer();
        return newer != null && newer.has(id);
    }

    @Override
    public Optional<CommitGraph> getCommitGraph() throws IOException {
        WalkBudget walk = budget;
        Optional<CommitGraph> graph = super.getCommitGraph();
        return walk == null ? graph : graph.map(g -> new MeteredGraph(g, walk));
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int typeHint) throws IOException {
        if (budget != null)
            budget.spend();
        ObjectLoader loader = findLoader(id);
        if (loader == null)
            throw missing(id, typeHint);
        if (typeHint != OBJ_ANY && loader.getType() != typeHint)
            throw new IncorrectObjectTypeException(id.copy(), typeHint);
        return loader;
    }

    @Override
    public long getObjectSize(AnyObjectId id, int typeHint) throws IOException {
        ObjectView view = findHot(id);
        if (view != null)
            return view.length();
        Pack pack = findPack(id);
        if (pack == null)
            throw missing(id, typeHint);
        return unwrapping(() -> pack.lengthOf(id));
    }

    @Override
    public boolean isNotLargerThan(AnyObjectId id, int typeHint, long limit) throws IOException {
        return getObjectSize(id, typeHint) <= limit;
    }

    @Override
    public Collection<ObjectId> resolve(AbbreviatedObjectId prefix) throws IOException {
        if (prefix.isComplete())
            return Set.of(prefix.toObjectId());
        Set<ObjectId> matches = new HashSet<>();
        if (batch != null)
            batch.forEachLoose((id, view) -> addMatch(prefix, id, matches));
        for (Tiers.Frozen generation : database.store().tiers().allFrozen())
            generation.generation().forEach(generation.mark(), (id, view) -> addMatch(prefix, id, matches));
        if (matches.size() < MAX_MATCHES)
            matches.addAll(super.resolve(prefix));
        return matches;
    }

    @Override
    public <T extends ObjectId> AsyncObjectLoaderQueue<T> open(Iterable<T> ids, boolean reportMissing) {
        return new InOrder<>(ids.iterator(), false);
    }

    @Override
    public <T extends ObjectId> AsyncObjectSizeQueue<T> getObjectSize(Iterable<T> ids, boolean reportMissing) {
        return new InOrder<>(ids.iterator(), true);
    }

    /**
     * The object with this id where it lies in memory as it is, without a copy; null when it is in a
     * pack, or nowhere.
     */
    public @Nullable ObjectView inMemory(AnyObjectId id) {
        return findHot(id);
    }

    private @Nullable ObjectLoader findLoader(AnyObjectId id) throws IOException {
        ObjectView hot = findHot(id);
        if (hot != null)
            return loaderOf(hot);
        Pack pack = findPack(id);
        if (pack == null)
            return null;
        return unwrapping(() -> loaderOf(pack, id));
    }

    private @Nullable ObjectView findHot(AnyObjectId id) {
        ObjectView view = batch == null ? null : batch.findLoose(id);
        if (view == null)
            view = began.findHot(id);
        if (view != null)
            return view;
        Tiers newer = newer();
        return newer == null ? null : newer.findHot(id);
    }

    private @Nullable Pack findPack(AnyObjectId id) {
        Pack received = batch == null ? null : batch.pack();
        if (received != null && received.has(id))
            return received;
        Pack pack = began.packOf(id);
        Tiers newer = newer();
        return pack != null || newer == null ? pack : newer.packOf(id);
    }

    @SuppressWarnings("ReferenceEquality") // replaced as a whole, so others are newer
    private @Nullable Tiers newer() {
        Tiers now = database.store().tiers();
        return now == began ? null : now;
    }

    private static ObjectLoader loaderOf(Pack pack, AnyObjectId id) {
        if (pack.lengthOf(id) > MemoryObjectDatabase.STREAMED_BYTES && pack.isWhole(id))
            return new StreamedObject(pack, id.copy());
        ObjectView view = pack.find(id);
        if (view == null)
            throw new IllegalStateException("packs do not change");
        return loaderOf(view);
    }

    private static ObjectLoader loaderOf(ObjectView view) {
        boolean isAll = view.offset() == 0 && view.length() == view.buffer().length;
        return new ObjectLoader.SmallObject(view.type(), isAll ? view.buffer() : view.toByteArray());
    }

    private static void addMatch(AbbreviatedObjectId prefix, ObjectId id, Set<ObjectId> matches) {
        if (matches.size() < MAX_MATCHES && prefix.prefixCompare(id) == 0)
            matches.add(id);
    }

    private static MissingObjectException missing(AnyObjectId id, int typeHint) {
        return typeHint == OBJ_ANY
                ? new MissingObjectException(id.copy(), "unknown")
                : new MissingObjectException(id.copy(), typeHint);
    }

    private interface PackRead<T> {
        T read();
    }

    private static <T> T unwrapping(PackRead<T> read) throws IOException {
        try {
            return read.read();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** One object after another; nothing is fetched ahead, for all of it is in memory. */
    private final class InOrder<T extends ObjectId> implements AsyncObjectLoaderQueue<T>, AsyncObjectSizeQueue<T> {

        private final Iterator<T> ids;
        private final boolean withSizes;
        private @Nullable T current;
        private long size;

        InOrder(Iterator<T> ids, boolean withSizes) {
            this.ids = ids;
            this.withSizes = withSizes;
        }

        @Override
        public boolean next() throws IOException {
            current = ids.hasNext() ? ids.next() : null;
            if (current != null && withSizes)
                size = getObjectSize(current, OBJ_ANY);
            return current != null;
        }

        @Override
        public T getCurrent() {
            if (current == null)
                throw new IllegalStateException("next() was not called, or had no more");
            return current;
        }

        @Override
        public ObjectId getObjectId() {
            return getCurrent();
        }

        @Override
        public ObjectLoader open() throws IOException {
            return TieredReader.this.open(getCurrent(), OBJ_ANY);
        }

        @Override
        public long getSize() {
            return size;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return true;
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
