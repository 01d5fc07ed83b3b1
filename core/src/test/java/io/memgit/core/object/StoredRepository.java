package io.memgit.core.object;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.internal.storage.dfs.DfsRefDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryBuilder;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.lib.SymbolicRef;
import org.eclipse.jgit.util.RefList;
import org.jspecify.annotations.Nullable;

/** A repository around a store, with the simplest refs there can be. */
final class StoredRepository extends DfsRepository {

    static {
        HermeticJgit.install();
    }

    private static final class Builder extends DfsRepositoryBuilder<Builder, StoredRepository> {

        private final ObjectStore store;

        Builder(ObjectStore store) {
            this.store = store;
            setRepositoryDescription(new DfsRepositoryDescription("test"));
        }

        @Override
        public StoredRepository build() {
            return new StoredRepository(this);
        }
    }

    final ReentrantLock writing = new ReentrantLock();
    private final ObjectStore store;
    private final MemoryObjectDatabase objects;
    private final Refs refs;

    private StoredRepository(Builder builder) {
        super(builder);
        store = builder.store;
        objects = new MemoryObjectDatabase(this, store, this::publish);
        refs = new Refs();
    }

    static StoredRepository of(ObjectStore store) {
        return new Builder(store).build();
    }

    ObjectStore store() {
        return store;
    }

    @Override
    public MemoryObjectDatabase getObjectDatabase() {
        return objects;
    }

    @Override
    public DfsRefDatabase getRefDatabase() {
        return refs;
    }

    @Override
    public @Nullable String getGitwebDescription() {
        return null;
    }

    @Override
    public void setGitwebDescription(@Nullable String description) {
        throw new UnsupportedOperationException();
    }

    private void publish(Quarantine batch) {
        writing.lock();
        try {
            store.publish(batch);
        } finally {
            writing.unlock();
        }
    }

    private final class Refs extends DfsRefDatabase {

        private RefList<Ref> ids = RefList.emptyList();

        Refs() {
            super(StoredRepository.this);
        }

        @Override
        public boolean performsAtomicTransactions() {
            return false;
        }

        @Override
        protected synchronized RefCache scanAllRefs() {
            RefList.Builder<Ref> symbolic = new RefList.Builder<>();
            Ref main = ids.get(Constants.R_HEADS + "main");
            symbolic.add(new SymbolicRef(Constants.HEAD, main != null
                    ? main
                    : new ObjectIdRef.Unpeeled(Ref.Storage.NEW, Constants.R_HEADS + "main", null)));
            return new RefCache(ids, symbolic.toRefList());
        }

        @Override
        protected synchronized boolean compareAndPut(Ref old, Ref fresh) {
            if (!isNow(old))
                return false;
            ids = ids.put(fresh);
            refresh();
            return true;
        }

        @Override
        protected synchronized boolean compareAndRemove(Ref old) {
            int at = ids.find(old.getName());
            if (at < 0 || !isNow(old))
                return false;
            ids = ids.remove(at);
            refresh();
            return true;
        }

        @Override
        public ReflogReader getReflogReader(String name) throws IOException {
            throw new IOException("no reflogs");
        }

        @Override
        public ReflogReader getReflogReader(Ref ref) throws IOException {
            throw new IOException("no reflogs");
        }

        private boolean isNow(Ref old) {
            Ref now = ids.get(old.getName());
            return Objects.equals(now == null ? null : now.getObjectId(), old.getObjectId());
        }
    }
}
