package io.memgit.core.repo;

import io.memgit.core.event.HistoryRetention;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Payload;
import io.memgit.core.ledger.PayloadKind;
import io.memgit.core.limits.Limits;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Repositories behind a ledger, found by their ids. Reads take no lock. Names are the business of
 * {@link io.memgit.core.catalog.Catalog}: nothing here depends on them, so that several of these
 * can
 * stand behind ledgers that know nothing of each other's order.
 */
public final class RepositoriesState implements LedgerState {

    private final Terms terms;
    private final Function<RepoId, @Nullable MemoryRepository> elsewhere;
    private final Map<RepoId, MemoryRepository> byId = new ConcurrentHashMap<>();
    private final AtomicLong millis = new AtomicLong();

    /** No repositories yet; each will keep as much history as {@code retention} says. */
    public RepositoriesState(HistoryRetention retention) {
        this(Terms.keeping(retention), _ -> null);
    }

    /** No repositories yet; each will be kept within {@code limits}. */
    public RepositoriesState(Limits limits) {
        this(limits, _ -> null);
    }

    /**
     * No repositories yet; each will be kept within {@code limits}.
     *
     * @param elsewhere
     *            finds what a fork starts from when it is not here. Only for a state that is never
     *            built
     *            again from its entries, because they do not say what was found
     */
    public RepositoriesState(Limits limits, Function<RepoId, @Nullable MemoryRepository> elsewhere) {
        this(Terms.of(limits), elsewhere);
    }

    RepositoriesState(Terms terms, Function<RepoId, @Nullable MemoryRepository> elsewhere) {
        this.terms = terms;
        this.elsewhere = elsewhere;
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
            case RepoPayload.Delete(RepoId id) -> delete(id);
            case RepoPayload.Edit _,RepoPayload.Write _ -> {
                MemoryRepository repository = byId.get(entry.target());
                yield repository == null ? missing() : repository.apply(entry);
            }
        };
    }

    @Override
    public Snapshot snapshot() {
        return RepositoriesSnapshot.freeze(byId.values(), millis.get());
    }

    @Override
    public void restore(InputStream in) throws IOException {
        RepositoriesSnapshot.Restored restored = RepositoriesSnapshot.read(in, terms);
        byId.clear();
        restored.repositories().forEach(repository -> byId.put(repository.id(), repository));
        millis.set(restored.millis());
    }

    /** The repository with this id, or null. */
    @Nullable
    MemoryRepository find(RepoId id) {
        return byId.get(id);
    }

    /** The ids of all repositories. */
    Set<RepoId> ids() {
        return Set.copyOf(byId.keySet());
    }

    private Outcome create(RepoPayload.Create create, Entry entry) {
        return byId.containsKey(create.id())
                ? exists(create.name())
                : add(new MemoryRepository(create, tick(entry), terms));
    }

    private Outcome fork(RepoPayload.Fork fork, Entry entry) {
        MemoryRepository source = source(fork.source());
        if (source == null)
            return missing();
        return byId.containsKey(fork.id()) ? exists(fork.name()) : add(source.fork(fork, tick(entry), terms));
    }

    private Outcome snapshot(RepoPayload.Snapshot snapshot, Entry entry) {
        MemoryRepository source = source(snapshot.source());
        if (source == null)
            return missing();
        return byId.containsKey(snapshot.id())
                ? exists(snapshot.name())
                : add(source.snapshot(snapshot, tick(entry), terms));
    }

    private @Nullable MemoryRepository source(RepoId id) {
        MemoryRepository here = byId.get(id);
        return here == null ? elsewhere.apply(id) : here;
    }

    private Outcome delete(RepoId id) {
        MemoryRepository repository = byId.remove(id);
        if (repository == null)
            return missing();
        repository.drop();
        return new Outcome.Accepted(repository.root().number());
    }

    private Outcome add(MemoryRepository repository) {
        byId.put(repository.id(), repository);
        return new Outcome.Accepted(repository.root().number());
    }

    private long tick(Entry entry) {
        return millis.accumulateAndGet(entry.timeMillis(), Math::max);
    }

    private static Outcome exists(RepoName name) {
        return new Outcome.Conflicted("REPO_EXISTS", "there is a repository " + name + " already");
    }

    private static Outcome missing() {
        return new Outcome.Refused("REPO_NOT_FOUND", "there is no such repository");
    }
}
