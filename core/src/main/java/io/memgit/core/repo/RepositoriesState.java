package io.memgit.core.repo;

import io.memgit.core.event.EventNumber;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.file.RepositoryFolder;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Payload;
import io.memgit.core.ledger.PayloadKind;
import io.memgit.core.limits.Limits;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    private final @Nullable StateFiles stateFiles;
    /** Until everything was applied again; used on the thread that applies. */
    private @Nullable StartMemory starting;
    private volatile List<RepositoriesState> sharing = List.of();

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

    /**
     * No repositories yet; those that are not to end with the process will be kept in {@code files},
     * which are this state's alone.
     *
     * @param startBytes
     *            about what their objects may take of the heap until everything was applied again
     */
    public RepositoriesState(Limits limits, ObjectFiles files, long startBytes) {
        this(Terms.of(limits), _ -> null, files, startBytes);
    }

    RepositoriesState(Terms terms, Function<RepoId, @Nullable MemoryRepository> elsewhere) {
        this(terms, elsewhere, null, Long.MAX_VALUE);
    }

    RepositoriesState(Terms terms, Function<RepoId, @Nullable MemoryRepository> elsewhere,
            @Nullable ObjectFiles files, long startBytes) {
        this.terms = terms;
        this.elsewhere = elsewhere;
        this.stateFiles = files == null ? null : new StateFiles(files, this::referring);
        this.starting = files == null ? null : new StartMemory(startBytes);
    }

    /**
     * Says that repositories of {@code other} may be forks of those that are here, so that files stay
     * as
     * long as one of them needs them. Called before the first entry is applied.
     */
    public void sharesFilesWith(RepositoriesState other) {
        List<RepositoriesState> all = new ArrayList<>(sharing);
        all.add(other);
        sharing = List.copyOf(all);
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
            case RepoPayload.Expire(RepoId id, EventNumber written) -> expire(id, written);
            case RepoPayload.Edit _,RepoPayload.ExpireBranches _,RepoPayload.ExpireHidden _ -> applyToOne(entry);
            case RepoPayload.Write write -> {
                open(write.objects());
                Outcome outcome = applyToOne(entry);
                came(write.objects());
                yield outcome;
            }
        };
    }

    private Outcome applyToOne(Entry entry) {
        MemoryRepository repository = byId.get(entry.target());
        return repository == null ? missing() : repository.apply(entry);
    }

    private void came(Quarantine objects) {
        StartMemory memory = starting;
        if (memory != null)
            memory.came(objects.looseBytes(), byId.values(), byId.values());
    }

    // An entry that comes from a log names its pack; one that was made here has it.
    private void open(Quarantine objects) {
        if (objects.packRef() == null || stateFiles == null)
            return;
        try {
            if (objects.open(stateFiles.files()))
                stateFiles.namedByTheLog(objects.packFiles());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Snapshot snapshot() {
        return stateFiles == null
                ? RepositoriesSnapshot.freeze(byId.values(), millis.get())
                : stateFiles.grab(durable(), millis.get());
    }

    /**
     * Puts the repositories of a snapshot in the place of those that are here; what lives in memory
     * alone stays.
     */
    @Override
    public void restore(InputStream in) throws IOException {
        if (stateFiles == null) {
            RepositoriesSnapshot.Restored restored = RepositoriesSnapshot.read(in, terms);
            byId.clear();
            restored.repositories().forEach(repository -> byId.put(repository.id(), repository));
            millis.set(restored.millis());
            return;
        }
        StateFiles.Restored restored = stateFiles.read(in, terms, starting);
        durable().forEach(repository -> byId.remove(repository.id()));
        byId.putAll(restored.repositories());
        millis.set(restored.millis());
    }

    @Override
    public void snapshotKept(Snapshot snapshot) {
        if (stateFiles != null)
            stateFiles.kept(snapshot);
    }

    @Override
    public void recovered() {
        if (stateFiles != null)
            stateFiles.recovered();
        starting = null;
    }

    private List<MemoryRepository> durable() {
        return byId.values().stream().filter(repository -> !repository.memoryOnly()).toList();
    }

    private Collection<MemoryRepository> referring() {
        List<MemoryRepository> all = new ArrayList<>(byId.values());
        sharing.forEach(other -> all.addAll(other.byId.values()));
        return all;
    }

    private @Nullable RepositoryFolder folderOf(RepoId id, boolean memoryOnly) {
        return memoryOnly || stateFiles == null ? null : new RepositoryFolder(stateFiles.files(), id);
    }

    /** The repository with this id, or null. */
    @Nullable
    MemoryRepository find(RepoId id) {
        return byId.get(id);
    }

    /** All repositories, in no order. */
    Collection<MemoryRepository> all() {
        return byId.values();
    }

    /** The ids of all repositories. */
    Set<RepoId> ids() {
        return Set.copyOf(byId.keySet());
    }

    private Outcome create(RepoPayload.Create create, Entry entry) {
        return byId.containsKey(create.id())
                ? exists(create.name())
                : add(new MemoryRepository(create, tick(entry), terms,
                        folderOf(create.id(), create.memoryOnly())));
    }

    private Outcome fork(RepoPayload.Fork fork, Entry entry) {
        MemoryRepository source = source(fork.source());
        if (source == null)
            return missing();
        return byId.containsKey(fork.id())
                ? exists(fork.name())
                : add(source.fork(fork, tick(entry), terms,
                        folderOf(fork.id(), fork.memoryOnly())));
    }

    private Outcome snapshot(RepoPayload.Snapshot snapshot, Entry entry) {
        MemoryRepository source = source(snapshot.source());
        if (source == null)
            return missing();
        return byId.containsKey(snapshot.id())
                ? exists(snapshot.name())
                : add(source.snapshot(snapshot, tick(entry), terms,
                        folderOf(snapshot.id(), snapshot.memoryOnly())));
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

    private Outcome expire(RepoId id, EventNumber written) {
        MemoryRepository repository = byId.get(id);
        if (repository != null && !repository.root().lifetimes().lastWriteIs(written))
            return new Outcome.Refused("HEAD_MOVED", "the repository was written to, or does not end any more");
        return delete(id);
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
