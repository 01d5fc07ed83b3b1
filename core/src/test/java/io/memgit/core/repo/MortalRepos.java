package io.memgit.core.repo;

import io.memgit.core.catalog.Catalog;
import io.memgit.core.event.EventType;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.file.Disk;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.MemoryLedger;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Repositories that end by themselves, with both clocks in the hands of the test, a ledger that the
 * test may come between, and restarts from a snapshot: one with everything in it, or one in files.
 */
final class MortalRepos {

    static final Actor ANNA = new Actor("anna");
    static final RefName MAIN = RefName.branch("main").orElseThrow();

    /** What comes between a submission and the ledger. */
    interface Between {
        CompletableFuture<Outcome> submit(Entry entry, Ledger ledger);
    }

    private final Random random;
    private final @Nullable Path data;
    private long names = 1;
    private long tick;
    private long wallMillis = 1_700_000_000_000L;
    private Catalog catalog;
    private RepositoriesState state;
    Between between = (entry, ledger) -> ledger.submit(entry);
    Repositories repositories;
    Expirer expirer;

    /**
     * @param data
     *            where files go, or null for snapshots that hold all
     */
    MortalRepos(long seed, @Nullable Path data) throws IOException {
        this.random = new Random(seed);
        this.tick = random.nextLong();
        this.data = data;
        this.catalog = new Catalog();
        this.state = state();
        this.repositories = repositories();
        this.expirer = expirer();
    }

    private RepositoriesState state() throws IOException {
        Terms usual = Terms.keeping(HistoryRetention.DEFAULT);
        Terms terms = new Terms(usual.history(), usual.uploads(), usual.mostRefs(), usual.walks(), () -> tick);
        return data == null
                ? new RepositoriesState(terms, _ -> null)
                : new RepositoriesState(terms, _ -> null, ObjectFiles.open(data, Disk.local(), names += 1 << 20),
                        Long.MAX_VALUE);
    }

    private Repositories repositories() {
        MemoryLedger applies = new MemoryLedger(List.of(catalog, state));
        Storage durable = new Storage(entry -> between.submit(entry, applies), catalog, List.of(state));
        return new Repositories(Storage.inMemory(HistoryRetention.DEFAULT), durable,
                () -> Instant.ofEpochMilli(wallMillis), random, _ -> {},
                MemoryBudget.unlimited());
    }

    private Expirer expirer() {
        return new Expirer(repositories, () -> Instant.ofEpochMilli(wallMillis), () -> tick);
    }

    /**
     * The process ends, and another one begins with the snapshot that was taken last; it mends first.
     */
    void restart() throws IOException {
        byte[] names = written(catalog.snapshot()::writeTo);
        byte[] repos = written(state.snapshot()::writeTo);
        tick = random.nextLong();
        catalog = new Catalog();
        catalog.restore(new ByteArrayInputStream(names));
        state = state();
        state.restore(new ByteArrayInputStream(repos));
        state.recovered();
        repositories = repositories();
        repositories.reconcile();
        expirer = expirer();
    }

    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.to(out);
        return out.toByteArray();
    }

    long wallMillis() {
        return wallMillis;
    }

    /** Time passes, by both clocks. */
    void pass(Duration time) {
        tick += time.toNanos();
        wallMillis += time.toMillis();
    }

    /** Somebody sets the clock of the wall. */
    void setClock(Duration by) {
        wallMillis += by.toMillis();
    }

    /** Looks for what is over. */
    void look() {
        try {
            expirer.look();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    MemoryRepository create(String name, Ttl ttl) {
        accepted(repositories.create(ANNA, new NewRepository(new RepoName(name), "", false, ttl), MAIN).join());
        return find(name);
    }

    MemoryRepository find(String name) {
        return repositories.find(new RepoName(name)).orElseThrow();
    }

    boolean isThere(String name) {
        return repositories.find(new RepoName(name)).isPresent();
    }

    static void accepted(Outcome outcome) {
        if (!(outcome instanceof Outcome.Accepted))
            throw new AssertionError(outcome);
    }

    /** Moves a branch to another object, or makes it; refs need not point to anything here. */
    void write(MemoryRepository repository, RefName branch, Map<RefName, Ttl> ttls) {
        byte[] id = new byte[20];
        random.nextBytes(id);
        submit(repository, RefUpdate.fastForward(branch, repository.refs().idOf(branch), ObjectId.fromRaw(id)), ttls);
    }

    void submit(MemoryRepository repository, RefUpdate update, Map<RefName, Ttl> ttls) {
        accepted(repositories
                .write(ANNA, repository,
                        new RepoPayload.Write(new Quarantine(), List.of(update), EventType.BRANCH, ttls))
                .join());
    }

    static RefName branch(int i) {
        return RefName.branch("b" + i).orElseThrow();
    }
}
