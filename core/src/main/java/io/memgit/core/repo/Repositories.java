package io.memgit.core.repo;

import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The door to repositories: finds them, lists them, and submits what is to change in them. */
public final class Repositories {

    private static final int MANY_OBJECTS = 256;
    private static final long SOME_WRITES = 0xff;

    private final RepositoriesState state;
    private final Ledger ledger;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<MemoryRepository> written;

    /**
     * A door that tells nobody of writes: repositories are folded when somebody asks for it.
     *
     * @param ledger
     *            one that {@code state} is behind
     * @param clock
     *            gives entries their time
     * @param random
     *            makes the ids of repositories
     */
    public Repositories(RepositoriesState state, Ledger ledger, InstantSource clock, RandomGenerator random) {
        this(state, ledger, clock, random, _ -> {});
    }

    /**
     * @param ledger
     *            one that {@code state} is behind
     * @param clock
     *            gives entries their time
     * @param random
     *            makes the ids of repositories
     * @param written
     *            told now and then of a repository that was written to; returns at once
     */
    public Repositories(RepositoriesState state, Ledger ledger, InstantSource clock, RandomGenerator random,
            Consumer<MemoryRepository> written) {
        this.written = written;
        this.state = state;
        this.ledger = ledger;
        this.clock = clock;
        this.random = random;
    }

    /** The repository of this name, in any case. */
    public Optional<MemoryRepository> find(RepoName name) {
        return Optional.ofNullable(state.find(name));
    }

    /** The repository with this id. */
    public Optional<MemoryRepository> find(RepoId id) {
        return Optional.ofNullable(state.find(id));
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
        Map<String, MemoryRepository> tail = after == null || after.key().compareTo(start) < 0
                ? state.all().tailMap(start, true)
                : state.all().tailMap(after.key(), false);
        List<MemoryRepository> found = new ArrayList<>();
        for (Map.Entry<String, MemoryRepository> entry : tail.entrySet()) {
            if (found.size() == limit || !entry.getKey().startsWith(start))
                break;
            found.add(entry.getValue());
        }
        return found;
    }

    /**
     * Creates a repository.
     *
     * @return {@code Conflicted} with {@code REPO_EXISTS} when the name is taken
     */
    public CompletableFuture<Outcome> create(Actor actor, RepoName name, String description, boolean memoryOnly,
            RefName defaultBranch) {
        RepoId id = RepoId.random(random);
        return submit(RepoId.META, actor,
                new RepoPayload.Create(id, name, description, memoryOnly, defaultBranch));
    }

    /**
     * Creates a repository that starts with the refs of {@code source}, or one of them, and shares its
     * objects.
     *
     * @return {@code Conflicted} with {@code REPO_EXISTS} when the name is taken
     */
    public CompletableFuture<Outcome> fork(Actor actor, MemoryRepository source, RepoName name, String description,
            boolean memoryOnly, @Nullable RefName onlyRef) {
        RepoId id = RepoId.random(random);
        return submit(RepoId.META, actor,
                new RepoPayload.Fork(id, name, description, memoryOnly, source.id(), onlyRef));
    }

    /**
     * Creates a repository of one commit that shares the objects of {@code source}. The caller holds a
     * lease on what the commit refers to.
     *
     * @param commit
     *            the only object of {@code objects}; its tree is in {@code source}
     * @return {@code Conflicted} with {@code REPO_EXISTS} when the name is taken
     */
    public CompletableFuture<Outcome> snapshot(Actor actor, MemoryRepository source, RepoName name,
            String description, boolean memoryOnly, RefName branch, ObjectId commit, Quarantine objects) {
        RepoId id = RepoId.random(random);
        return submit(RepoId.META, actor, new RepoPayload.Snapshot(id, name, description, memoryOnly, source.id(),
                branch, commit, objects));
    }

    /** Changes description or default branch; null leaves it as it is. */
    public CompletableFuture<Outcome> edit(Actor actor, MemoryRepository repository, @Nullable String description,
            @Nullable RefName defaultBranch) {
        return submit(repository.id(), actor, new RepoPayload.Edit(description, defaultBranch));
    }

    /** Deletes a repository; its forks keep what they share with it. */
    public CompletableFuture<Outcome> delete(Actor actor, MemoryRepository repository) {
        return submit(RepoId.META, actor, new RepoPayload.Delete(repository.id()));
    }

    /** Submits a write to a repository. */
    public CompletableFuture<Outcome> write(Actor actor, MemoryRepository repository, RepoPayload.Write write) {
        CompletableFuture<Outcome> outcome = submit(repository.id(), actor, write);
        // Small writes tell of themselves once in a while: what hears of it has enough to do.
        if (write.objects().count() > MANY_OBJECTS || (repository.root().number().value() & SOME_WRITES) == 0)
            written.accept(repository);
        return outcome;
    }

    private CompletableFuture<Outcome> submit(RepoId target, Actor actor, RepoPayload payload) {
        return ledger.submit(new Entry(target, actor, clock.millis(), payload));
    }
}
