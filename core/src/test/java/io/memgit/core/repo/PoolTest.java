package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.catalog.Catalog;
import io.memgit.core.event.EventType;
import io.memgit.core.file.Disk;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.MemoryLedger;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.Limits;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.ObjectView;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolTest {

    private static final Actor ANNA = new Actor("anna");
    private static final RefName MAIN = RefName.branch("main").orElseThrow();
    private static final int BUDGET = 3 << 20;
    private static final int CONTENT = 400_000;
    private static final Duration IDLE = Duration.ofMinutes(30);

    @TempDir
    Path folder;

    private final Random random = new Random(17);
    private final MemoryBudget budget = new MemoryBudget(BUDGET);
    private final Map<String, byte[]> written = new HashMap<>();
    private Repositories repositories = new Repositories(Storage.inMemory(Limits.defaults()), Clock.systemUTC(),
            random);

    @BeforeEach
    void openStorages() throws IOException {
        ObjectFiles files = ObjectFiles.open(folder, Disk.local(), 1);
        Catalog names = new Catalog();
        RepositoriesState state = new RepositoriesState(Limits.defaults(), files, Long.MAX_VALUE);
        Storage durable = new Storage(new MemoryLedger(List.of(names, state)), names, List.of(state));
        Storage memory = Storage.inMemory(Limits.defaults(), durable::find, List.of());
        repositories = new Repositories(memory, durable, Clock.systemUTC(), random, _ -> {}, budget);
    }

    private Pool pool(int mostRepositories) {
        return new Pool(repositories, budget, new Pool.Bounds(mostRepositories, IDLE, Duration.ofMinutes(1)),
                () -> 7, System::nanoTime);
    }

    @Test
    void whatWasNotUsedForLongestMakesRoomAndIsReadAgain() {
        for (int i = 0; i < 12; i++)
            create("r" + i, false);
        used("r0", 0);
        Pool pool = pool(1_000);
        assertThat(pool.stats().memoryBytes()).isGreaterThan(12L * CONTENT);
        Pool.Cleaned cleaned = pool.cleanup();
        assertThat(cleaned.repositories()).isBetween(4, 8);
        assertThat(cleaned.bytes()).isGreaterThan(4L * CONTENT);
        assertThat(pool.stats().memoryBytes()).isLessThanOrEqualTo(BUDGET);
        assertThat(pool.stats().evicted()).isEqualTo(cleaned.repositories());
        assertThat(budget.isSpent()).isFalse();
        assertThat(byName("r0").isResident()).as("used last").isTrue();
        assertThat(byName("r1").isResident()).as("used first").isFalse();
        written.keySet().forEach(this::assertWhole);
        assertThat(byName("r1").isResident()).isTrue();
    }

    @Test
    void whatSomebodyHoldsStays() {
        for (int i = 0; i < 12; i++)
            create("r" + i, false);
        try (Lease lease = byName("r0").lease()) {
            assertThat(lease.refs().size()).isEqualTo(1);
            pool(1).cleanup();
            assertThat(byName("r0").isResident()).isTrue();
            assertThat(repositories.all()).filteredOn(MemoryRepository::isResident).hasSizeLessThanOrEqualTo(2);
        }
        written.keySet().forEach(this::assertWhole);
    }

    @Test
    void whatIsInUseGoesToFilesWhenNothingElseMakesRoom() {
        create("used", false);
        MemoryRepository used = byName("used");
        try (Lease lease = used.lease()) {
            ObjectId leased = lease.refs().idOf(MAIN);
            for (int i = 0; i < 9; i++)
                write("used", false);
            Pool.Cleaned cleaned = pool(1_000).cleanup();
            assertThat(cleaned.repositories()).as("it stays").isZero();
            assertThat(cleaned.bytes()).isGreaterThan(9L * CONTENT);
            assertThat(budget.isSpent()).isFalse();
            assertThat(used.objects().hotBytes()).isZero();
            assertThat(used.objects().has(leased)).as("what only the lease keeps").isTrue();
            assertWhole("used");
        }
    }

    @Test
    void whatIsIdleGoesThoughThereIsRoom() {
        create("idle", false);
        create("busy", false);
        used("idle", IDLE.toNanos() + 1);
        Pool pool = pool(1_000);
        assertThat(pool.stats()).isEqualTo(new Pool.Stats(2, 1, 1, 0, pool.stats().memoryBytes(), BUDGET, 7));
        assertThat(pool.cleanup().repositories()).isEqualTo(1);
        assertThat(byName("idle").isResident()).isFalse();
        assertThat(byName("busy").isResident()).isTrue();
        assertThat(pool.cleanup().repositories()).as("once").isZero();
        assertWhole("idle");
    }

    @Test
    void whatLivesInMemoryAloneStaysAndNothingMoreIsTaken() {
        for (int i = 0; i < 9; i++)
            create("m" + i, true);
        create("kept", false);
        Pool pool = pool(1_000);
        pool.cleanup();
        assertThat(repositories.all()).filteredOn(MemoryRepository::memoryOnly).allMatch(r -> r.isResident());
        assertThat(budget.isSpent()).isTrue();
        assertRefused(() -> create("more", true));
        assertRefused(() -> write("m1", true));
        assertRefused(() -> write("kept", false));
        assertThat(repositories.find(new RepoName("more"))).isEmpty();

        repositories.delete(ANNA, byName("m0")).join();
        repositories.delete(ANNA, byName("m1")).join();
        repositories.delete(ANNA, byName("m2")).join();
        pool.cleanup();
        assertThat(budget.isSpent()).isFalse();
        write("kept", false);
        assertWhole("kept");
    }

    @Test
    void whatForksShareCountsOnce() {
        create("source", true);
        long before = pool(10).stats().memoryBytes();
        for (int i = 0; i < 50; i++)
            repositories.fork(ANNA, byName("source"), new RepoName("fork" + i), "", true, null).join();
        assertThat(pool(10).stats().memoryBytes() - before).isLessThan(CONTENT);
    }

    private void assertRefused(Runnable write) {
        assertThatThrownBy(write::run).isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(LedgerException.class, e -> {
                    assertThat(e.fate()).isEqualTo(LedgerException.Fate.NOT_APPLIED);
                    assertThat(e.reason()).isEqualTo(LedgerException.Reason.OVERLOADED);
                });
    }

    private void assertWhole(String name) {
        MemoryRepository repository = repositories.find(new RepoName(name)).orElseThrow();
        ObjectView view = repository.objects().find(repository.refs().idOf(MAIN));
        assertThat(Objects.requireNonNull(view).toByteArray()).isEqualTo(written.get(name));
    }

    private void create(String name, boolean memoryOnly) {
        assertThat(repositories.create(ANNA, new RepoName(name), "", memoryOnly, MAIN).join())
                .isInstanceOf(Outcome.Accepted.class);
        write(name, memoryOnly);
    }

    private void write(String name, boolean memoryOnly) {
        byte[] content = new byte[CONTENT];
        random.nextBytes(content);
        Quarantine objects = new Quarantine();
        ObjectId blob = objects.insert(Constants.OBJ_BLOB, content);
        MemoryRepository repository = byName(name);
        assertThat(repository.memoryOnly()).isEqualTo(memoryOnly);
        ObjectId old = repository.refs().idOf(MAIN);
        RefUpdate update = new RefUpdate(MAIN, old, blob, null, true);
        assertThat(repositories
                .write(ANNA, repository, new RepoPayload.Write(objects, List.of(update), EventType.REF))
                .join()).isInstanceOf(Outcome.Accepted.class);
        written.put(name, content);
    }

    /** Without using it. */
    private MemoryRepository byName(String name) {
        return repositories.all().stream().filter(r -> r.name().value().equals(name)).findFirst().orElseThrow();
    }

    private void used(String name, long agoNanos) {
        byName(name).used(System.nanoTime() - agoNanos);
    }
}
