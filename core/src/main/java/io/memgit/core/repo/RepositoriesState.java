package io.memgit.core.repo;

import io.memgit.core.event.EventNumber;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Payload;
import io.memgit.core.ledger.PayloadKind;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * All repositories, behind the ledger. Reads take no lock; the catalog is changed by the apply of
 * entries whose target is {@link RepoId#META}, one at a time.
 */
public final class RepositoriesState implements LedgerState {

    private final HistoryRetention retention;
    private final Map<RepoId, MemoryRepository> byId = new ConcurrentHashMap<>();
    private final ConcurrentNavigableMap<String, MemoryRepository> byName = new ConcurrentSkipListMap<>();
    private long catalogNumber;
    private long catalogMillis;

    /** No repositories yet; each will keep as much history as {@code retention} says. */
    public RepositoriesState(HistoryRetention retention) {
        this.retention = retention;
    }

    @Override
    public PayloadKind kind() {
        return PayloadKind.REPOSITORY;
    }

    @Override
    public byte[] encode(Payload payload) {
        return RepoPayloadCodec.encode((RepoPayload) payload);
    }

    @Override
    public Payload decode(byte[] bytes) throws IOException {
        return RepoPayloadCodec.decode(bytes);
    }

    @Override
    public Outcome apply(Entry entry) {
        return switch ((RepoPayload) entry.payload()) {
            case RepoPayload.Create create -> create(create, entry);
            case RepoPayload.Fork fork -> fork(fork, entry);
            case RepoPayload.Snapshot snapshot -> snapshot(snapshot, entry);
            case RepoPayload.Delete delete -> delete(delete);
            case RepoPayload.Edit _,RepoPayload.Write _ -> {
                MemoryRepository repository = byId.get(entry.target());
                yield repository == null ? missing() : repository.apply(entry);
            }
        };
    }

    @Override
    public Snapshot snapshot() {
        return RepositoriesSnapshot.freeze(byName.values(), catalogNumber, catalogMillis);
    }

    @Override
    public void restore(InputStream in) throws IOException {
        RepositoriesSnapshot.Restored restored = RepositoriesSnapshot.read(in, retention);
        restored.repositories().forEach(this::add);
        catalogNumber = restored.catalogNumber();
        catalogMillis = restored.catalogMillis();
    }

    @Nullable
    MemoryRepository find(RepoName name) {
        return byName.get(name.key());
    }

    @Nullable
    MemoryRepository find(RepoId id) {
        return byId.get(id);
    }

    /** All repositories by the key of their name. */
    NavigableMap<String, MemoryRepository> all() {
        return byName;
    }

    private Outcome create(RepoPayload.Create create, Entry entry) {
        if (byName.containsKey(create.name().key()))
            return exists(create.name());
        add(new MemoryRepository(create, tick(entry), retention));
        return accepted();
    }

    private Outcome fork(RepoPayload.Fork fork, Entry entry) {
        MemoryRepository source = byId.get(fork.source());
        if (source == null)
            return missing();
        if (byName.containsKey(fork.name().key()))
            return exists(fork.name());
        add(source.fork(fork, tick(entry), retention));
        return accepted();
    }

    private Outcome snapshot(RepoPayload.Snapshot snapshot, Entry entry) {
        MemoryRepository source = byId.get(snapshot.source());
        if (source == null)
            return missing();
        if (byName.containsKey(snapshot.name().key()))
            return exists(snapshot.name());
        add(source.snapshot(snapshot, tick(entry), retention));
        return accepted();
    }

    private Outcome delete(RepoPayload.Delete delete) {
        MemoryRepository repository = byId.remove(delete.id());
        if (repository == null)
            return missing();
        byName.remove(repository.name().key());
        repository.drop();
        return accepted();
    }

    // By id first: whoever finds a name finds what it stands for.
    private void add(MemoryRepository repository) {
        byId.put(repository.id(), repository);
        byName.put(repository.name().key(), repository);
    }

    private long tick(Entry entry) {
        catalogMillis = Math.max(catalogMillis, entry.timeMillis());
        return catalogMillis;
    }

    private Outcome accepted() {
        return new Outcome.Accepted(new EventNumber(++catalogNumber));
    }

    private static Outcome exists(RepoName name) {
        return new Outcome.Conflicted("REPO_EXISTS", "there is a repository " + name + " already");
    }

    private static Outcome missing() {
        return new Outcome.Refused("REPO_NOT_FOUND", "there is no such repository");
    }
}
