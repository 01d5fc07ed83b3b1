package io.memgit.core.repo;

import io.memgit.core.catalog.CatalogPayload;
import io.memgit.core.catalog.Registered;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Payload;
import io.memgit.core.ledger.Receipt;
import io.memgit.core.ledger.RequestKey;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door to repositories: finds them, lists them, and submits what is to change in them.
 *
 * <p>
 * Making one takes two entries: its name is registered in the catalog, then it is made in the group
 * that the registration names; where the second does not succeed the first is taken back. It goes
 * in
 * the same order: first the name, so that nobody finds it any more, then what it held. One whose
 * time
 * is over goes the other way round, see {@link Expirer}. What a crash leaves between the two,
 * {@link #reconcile} mends before the first request.
 */
public final class Repositories {

    private static final Logger LOG = LoggerFactory.getLogger(Repositories.class);
    private static final int MANY_OBJECTS = 256;
    private static final long SOME_WRITES = 0xff;

    private final Storage memory;
    private final @Nullable Storage durable;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<MemoryRepository> written;
    private final MemoryBudget budget;
    private final LongSupplier nanos = System::nanoTime;
    /** Names that somebody is about to register: the storages know nothing of each other. */
    private final Set<String> inTheMaking = ConcurrentHashMap.newKeySet();

    /**
     * A door to repositories in memory that tells nobody of writes: they are folded when somebody asks
     * for it.
     *
     * @param clock
     *            gives entries their time
     * @param random
     *            makes the ids of repositories
     */
    public Repositories(Storage memory, InstantSource clock, RandomGenerator random) {
        this(memory, null, clock, random, _ -> {}, MemoryBudget.unlimited());
    }

    /**
     * @param memory
     *            where repositories live that end with the process
     * @param durable
     *            where all others live, or null when there is no such place
     * @param clock
     *            gives entries their time
     * @param random
     *            makes the ids of repositories
     * @param written
     *            told now and then of a repository that was written to; returns at once
     * @param budget
     *            while it is spent, nothing is taken that needs memory
     */
    public Repositories(Storage memory, @Nullable Storage durable, InstantSource clock, RandomGenerator random,
            Consumer<MemoryRepository> written, MemoryBudget budget) {
        this.budget = budget;
        this.memory = memory;
        this.durable = durable;
        this.clock = clock;
        this.random = random;
        this.written = written;
    }

    /** Whether repositories can be made that outlive the process. */
    public boolean keepsRepositories() {
        return durable != null;
    }

    /** The repository of this name, in any case, which somebody is about to use. */
    public Optional<MemoryRepository> find(RepoName name) {
        MemoryRepository kept = durable == null ? null : durable.find(name);
        MemoryRepository found = kept == null ? memory.find(name) : kept;
        if (found != null)
            found.used(nanos.getAsLong());
        return Optional.ofNullable(found);
    }

    /** All repositories, in no order. */
    List<MemoryRepository> all() {
        List<MemoryRepository> all = new ArrayList<>(memory.all());
        if (durable != null)
            all.addAll(durable.all());
        return all;
    }

    /** The repository with this id. */
    public Optional<MemoryRepository> find(RepoId id) {
        MemoryRepository kept = durable == null ? null : durable.find(id);
        return Optional.ofNullable(kept == null ? memory.find(id) : kept);
    }

    /**
     * Repositories in the order of their names, case ignored.
     *
     * @param prefix
     *            of the names, case ignored; may be empty
     * @param after
     *            the name to go on after, or null to begin
     * @param limit
     *            how many at the most
     */
    public List<MemoryRepository> list(String prefix, @Nullable RepoName after, int limit) {
        String start = prefix.toLowerCase(Locale.ROOT);
        NavigableMap<String, MemoryRepository> found = new TreeMap<>();
        list(memory, start, after, limit, found);
        if (durable != null)
            list(durable, start, after, limit, found);
        return found.values().stream().limit(limit).toList();
    }

    private static void list(Storage storage, String start, @Nullable RepoName after, int limit,
            Map<String, MemoryRepository> to) {
        NavigableMap<String, Registered> names = storage.catalog().names();
        NavigableMap<String, Registered> tail = after == null || after.key().compareTo(start) < 0
                ? names.tailMap(start, true)
                : names.tailMap(after.key(), false);
        int count = 0;
        for (Map.Entry<String, Registered> entry : tail.entrySet()) {
            if (count == limit || !entry.getKey().startsWith(start))
                break;
            MemoryRepository repository = storage.find(entry.getValue());
            if (repository == null)
                continue;
            to.put(entry.getKey(), repository);
            count++;
        }
    }

    /**
     * Creates a repository that is kept until it is deleted.
     *
     * @param memoryOnly
     *            whether it ends with the process
     * @return {@code Conflicted} with {@code REPO_EXISTS} when the name is taken
     * @throws IllegalArgumentException
     *             for one that is to outlive the process when there is no storage for it
     */
    public CompletableFuture<Outcome> create(Actor actor, RepoName name, String description, boolean memoryOnly,
            RefName defaultBranch) {
        return create(actor, new NewRepository(name, description, memoryOnly, Ttl.NEVER), defaultBranch);
    }

    /**
     * Creates a repository.
     *
     * @return {@code Conflicted} with {@code REPO_EXISTS} when the name is taken
     * @throws IllegalArgumentException
     *             for one that is to outlive the process when there is no storage for it
     */
    public CompletableFuture<Outcome> create(Actor actor, NewRepository wanted, RefName defaultBranch) {
        Storage storage = storage(wanted.memoryOnly());
        RepoId id = RepoId.random(random);
        return make(storage, actor, new Registered(id, wanted.name(), storage.groupOf(id)),
                new RepoPayload.Create(id, wanted.name(), wanted.description(), wanted.memoryOnly(), defaultBranch,
                        wanted.ttl()));
    }

    /**
     * Creates a repository that starts with the refs of {@code source}, or one of them, shares its
     * objects, and is kept until it is deleted.
     *
     * @param memoryOnly
     *            whether it ends with the process; what starts from a repository that does so, does so
     *            too
     * @return {@code Conflicted} with {@code REPO_EXISTS} when the name is taken
     * @throws IllegalArgumentException
     *             for a fork that is to outlive its source
     */
    public CompletableFuture<Outcome> fork(Actor actor, MemoryRepository source, RepoName name, String description,
            boolean memoryOnly, @Nullable RefName onlyRef) {
        return fork(actor, source, new NewRepository(name, description, memoryOnly, Ttl.NEVER), onlyRef);
    }

    /**
     * Creates a repository that starts with the refs of {@code source}, or one of them, and shares its
     * objects. No branch of it ends by itself.
     *
     * @return {@code Conflicted} with {@code REPO_EXISTS} when the name is taken
     * @throws IllegalArgumentException
     *             for a fork that is to outlive its source
     */
    public CompletableFuture<Outcome> fork(Actor actor, MemoryRepository source, NewRepository wanted,
            @Nullable RefName onlyRef) {
        RepoId id = RepoId.random(random);
        return make(storageBeside(source, wanted.memoryOnly()), actor, registeredBeside(source, id, wanted),
                new RepoPayload.Fork(id, wanted.name(), wanted.description(), wanted.memoryOnly(), source.id(),
                        onlyRef, wanted.ttl()));
    }

    /**
     * Creates a repository of one commit that shares the objects of {@code source}. The caller holds a
     * lease on what the commit refers to.
     *
     * @param commit
     *            the only object of {@code objects}; its tree is in {@code source}
     * @return {@code Conflicted} with {@code REPO_EXISTS} when the name is taken
     * @throws IllegalArgumentException
     *             for a snapshot that is to outlive its source
     */
    public CompletableFuture<Outcome> snapshot(Actor actor, MemoryRepository source, NewRepository wanted,
            RefName branch, ObjectId commit, Quarantine objects) {
        RepoId id = RepoId.random(random);
        return make(storageBeside(source, wanted.memoryOnly()), actor, registeredBeside(source, id, wanted),
                new RepoPayload.Snapshot(id, wanted.name(), wanted.description(), wanted.memoryOnly(), source.id(),
                        branch, commit, objects, wanted.ttl()));
    }

    /** Changes description, default branch or time to live; null leaves it as it is. */
    public CompletableFuture<Outcome> edit(Actor actor, MemoryRepository repository, @Nullable String description,
            @Nullable RefName defaultBranch, @Nullable Ttl ttl) {
        return submit(storageOf(repository), repository.id(), actor,
                new RepoPayload.Edit(description, defaultBranch, ttl));
    }

    /**
     * Deletes a repository; its forks keep what they share with it.
     *
     * @return {@code Refused} with {@code REPO_NOT_FOUND} when it is gone already
     */
    public CompletableFuture<Outcome> delete(Actor actor, MemoryRepository repository) {
        Storage storage = storageOf(repository);
        RepoId id = repository.id();
        return submit(storage, RepoId.META, actor, new CatalogPayload.Release(id)).thenCompose(released -> {
            if (!(released instanceof Outcome.Accepted))
                return CompletableFuture.completedFuture(released);
            return submit(storage, id, actor, new RepoPayload.Delete(id));
        });
    }

    /**
     * Ends a repository that nobody has written to since {@code written}. What was written to it comes
     * first, so that it goes in the other order than by {@link #delete}: what it held, then its name.
     * Where that cannot be said to be done, the same call once more does the rest.
     *
     * @return {@code Accepted}, {@code REPO_NOT_FOUND} when it is gone already, or anything else when
     *         it
     *         stays
     */
    CompletableFuture<Outcome> expire(MemoryRepository repository, EventNumber lastWrite) {
        Storage storage = storageOf(repository);
        RepoId id = repository.id();
        return submit(storage, id, Actor.SYSTEM, new RepoPayload.Expire(id, lastWrite)).thenCompose(outcome -> {
            boolean goneBefore = outcome instanceof Outcome.Refused(String code, _, _)
                    && code.equals("REPO_NOT_FOUND");
            return outcome instanceof Outcome.Accepted || goneBefore
                    ? submit(storage, RepoId.META, Actor.SYSTEM, new CatalogPayload.Release(id)).thenApply(_ -> outcome)
                    : CompletableFuture.completedFuture(outcome);
        });
    }

    /** Ends those branches that nobody has written to since. */
    CompletableFuture<Outcome> expireBranches(MemoryRepository repository,
            List<RepoPayload.ExpireBranches.Seen> branches) {
        return submit(storageOf(repository), repository.id(), Actor.SYSTEM, new RepoPayload.ExpireBranches(branches));
    }

    /** Ends those hidden refs that nobody has written to since. */
    CompletableFuture<Outcome> expireHidden(MemoryRepository repository, List<RepoPayload.ExpireHidden.Idle> refs) {
        return submit(storageOf(repository), repository.id(), Actor.SYSTEM, new RepoPayload.ExpireHidden(refs));
    }

    /** All places where repositories live. */
    List<Storage> storages() {
        return durable == null ? List.of(memory) : List.of(memory, durable);
    }

    /**
     * Keeps objects that no ref names yet for the actor.
     *
     * @return {@code Refused} with {@code LIMIT_EXCEEDED} when too many of them are kept already
     */
    public CompletableFuture<Outcome> upload(Actor actor, MemoryRepository repository, Quarantine objects) {
        Optional<Outcome.Refused> full = repository.reserveUpload(objects);
        if (full.isPresent())
            return CompletableFuture.completedFuture(full.get());
        try {
            return write(actor, repository, new RepoPayload.Write(objects, List.of(), EventType.UPLOAD,
                    repository.uploadTime().toMillis())).whenComplete((_, _) -> repository.releaseUpload(objects));
        } catch (RuntimeException | Error e) {
            repository.releaseUpload(objects);
            throw e;
        }
    }

    /**
     * Submits a write to a repository.
     *
     * @return completes exceptionally with a {@link LedgerException} also where it brings objects and
     *         the memory for them is spent
     */
    public CompletableFuture<Outcome> write(Actor actor, MemoryRepository repository, RepoPayload.Write write) {
        if (budget.isSpent() && write.objects().count() > 0)
            return CompletableFuture.failedFuture(spent());
        CompletableFuture<Outcome> outcome = submitOnce(storageOf(repository), repository.id(), actor,
                write.within(repository.mostRefs()));
        // Small writes tell of themselves once in a while: what hears of it has enough to do.
        if (write.objects().count() > MANY_OBJECTS || (repository.root().writes().value() & SOME_WRITES) == 0)
            written.accept(repository);
        return outcome;
    }

    /**
     * Takes back what a crash has left half made or half deleted: names without a repository, and
     * repositories without a name. Called while nobody else writes; returns when it is done.
     *
     * @return how many were taken back
     */
    public int reconcile() {
        if (durable == null)
            return 0;
        Set<RepoId> nameless = new HashSet<>();
        durable.groups().forEach(group -> nameless.addAll(group.ids()));
        List<RepoId> empty = new ArrayList<>();
        for (Registered registered : durable.catalog().names().values()) {
            if (!nameless.remove(registered.id()))
                empty.add(registered.id());
        }
        int mended = 0;
        for (RepoId id : empty)
            mended += mended(submit(durable, RepoId.META, Actor.SYSTEM, new CatalogPayload.Release(id)));
        for (RepoId id : nameless)
            mended += mended(submit(durable, id, Actor.SYSTEM, new RepoPayload.Delete(id)));
        return mended;
    }

    /** A disk that is full must not keep anybody from reading; the next start tries again. */
    private static int mended(CompletableFuture<Outcome> done) {
        try {
            done.join();
            return 1;
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof LedgerException refused))
                throw e;
            LOG.warn("the next start will take back what a crash has left half made: {}", refused.getMessage());
            return 0;
        }
    }

    private CompletableFuture<Outcome> make(Storage storage, Actor actor, Registered registered, RepoPayload payload) {
        RepoName name = registered.name();
        if (budget.isSpent())
            return CompletableFuture.failedFuture(spent());
        if (!inTheMaking.add(name.key()))
            return CompletableFuture.completedFuture(exists(name));
        try {
            return made(storage, actor, registered, payload)
                    .whenComplete((_, _) -> inTheMaking.remove(name.key()));
        } catch (RuntimeException e) {
            inTheMaking.remove(name.key());
            throw e;
        }
    }

    private CompletableFuture<Outcome> made(Storage storage, Actor actor, Registered registered, RepoPayload payload) {
        if (isTaken(registered.name()))
            return CompletableFuture.completedFuture(exists(registered.name()));
        return freeName(registered.name()).thenCompose(_ -> register(storage, actor, registered, payload));
    }

    private CompletableFuture<Outcome> register(Storage storage, Actor actor, Registered registered,
            RepoPayload payload) {
        RepoId id = registered.id();
        return submit(storage, RepoId.META, actor, new CatalogPayload.Register(registered)).thenCompose(named -> {
            if (!(named instanceof Outcome.Accepted))
                return CompletableFuture.completedFuture(named);
            return submitOnce(storage, id, actor, payload)
                    .exceptionallyCompose(failure -> takeBack(storage, id, actor)
                            .thenCompose(_ -> CompletableFuture.failedFuture(failure)))
                    .thenCompose(outcome -> outcome instanceof Outcome.Accepted
                            ? CompletableFuture.completedFuture(outcome)
                            : takeBack(storage, id, actor).thenApply(_ -> outcome));
        });
    }

    /**
     * Frees a name that stands for nothing, because it could not be taken back when it should have
     * been.
     */
    private CompletableFuture<?> freeName(RepoName name) {
        List<CompletableFuture<Outcome>> freed = new ArrayList<>();
        for (Storage storage : durable == null ? List.of(memory) : List.of(memory, durable)) {
            Registered empty = storage.catalog().find(name);
            if (empty != null)
                freed.add(submit(storage, RepoId.META, Actor.SYSTEM, new CatalogPayload.Release(empty.id())));
        }
        return CompletableFuture.allOf(freed.toArray(CompletableFuture<?>[]::new));
    }

    /**
     * Frees what was registered for a repository that did not come to be. Never fails: what cannot be
     * taken back now, whoever wants the name will free, or the next start.
     */
    private CompletableFuture<Void> takeBack(Storage storage, RepoId id, Actor actor) {
        RequestKey key = actor.key() == null ? null : actor.key().takenBack();
        // It may have been made after all, where nobody could say.
        return submitOnce(storage, id, new Actor(Actor.SYSTEM.name(), key), new RepoPayload.Delete(id))
                .thenCompose(_ -> submit(storage, RepoId.META, Actor.SYSTEM, new CatalogPayload.Release(id)))
                .handle((_, failure) -> {
                    if (failure != null)
                        LOG.warn("the name of repository {}, which was not made, is not free yet: {}", id,
                                failure.toString());
                    return null;
                });
    }

    private LedgerException spent() {
        return new LedgerException(LedgerException.Fate.NOT_APPLIED, LedgerException.Reason.OVERLOADED,
                "the repositories take more than the " + new ByteCount(budget.bytes()) + " of storage.max_memory");
    }

    private static Outcome exists(RepoName name) {
        return new Outcome.Conflicted("REPO_EXISTS", "there is a repository " + name + " already");
    }

    private boolean isTaken(RepoName name) {
        return find(name).isPresent();
    }

    private Storage storage(boolean memoryOnly) {
        if (memoryOnly)
            return memory;
        if (durable == null)
            throw new IllegalArgumentException("there is no storage that outlives the process");
        return durable;
    }

    private Storage storageOf(MemoryRepository repository) {
        return storage(repository.memoryOnly());
    }

    private Storage storageBeside(MemoryRepository source, boolean memoryOnly) {
        if (source.memoryOnly() && !memoryOnly)
            throw new IllegalArgumentException("what starts from " + source.name() + " ends with the process, too");
        return storage(memoryOnly);
    }

    // What shares objects belongs to one group, whose order says what there was to be shared.
    private Registered registeredBeside(MemoryRepository source, RepoId id, NewRepository wanted) {
        Storage storage = storage(wanted.memoryOnly());
        Registered beside = storage.catalog().find(source.id());
        return new Registered(id, wanted.name(), beside == null ? storage.groupOf(id) : beside.group());
    }

    private CompletableFuture<Outcome> submit(Storage storage, RepoId target, Actor actor, Payload payload) {
        return storage.ledger().submit(new Entry(target, actor, clock.millis(), payload));
    }

    /** Submits the entry that a request stands or falls with: under its key, where it has one. */
    private CompletableFuture<Outcome> submitOnce(Storage storage, RepoId target, Actor actor, Payload payload) {
        return storage.ledger().submit(new Entry(target, actor, clock.millis(), actor.key(), payload));
    }

    /** What came of the request that was accepted under a key, see {@link Ledger#receipt}. */
    public Optional<Receipt> receipt(String scope) {
        long now = clock.millis();
        Optional<Receipt> kept = durable == null ? Optional.empty() : durable.ledger().receipt(scope, now);
        return kept.isPresent() ? kept : memory.ledger().receipt(scope, now);
    }
}
