package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.catalog.Catalog;
import io.memgit.core.event.EventType;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.MemoryLedger;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.Limits;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Repositories in two storages; the one that would outlive the process is played by one in memory.
 */
class StoragesTest {

    private static final Actor ANNA = new Actor("anna");
    private static final RefName MAIN = RefName.branch("main").orElseThrow();
    private static final RepoName APP = new RepoName("app");

    private final Catalog names = new Catalog();
    private final List<RepositoriesState> groups = List.of(new RepositoriesState(HistoryRetention.DEFAULT),
            new RepositoriesState(HistoryRetention.DEFAULT));
    private final Failing ledger = new Failing();
    private final Storage durable = new Storage(ledger, names, groups);
    private final Storage memory = Storage.inMemory(Limits.defaults(), durable::find, List.of());
    private final Repositories repositories = new Repositories(memory, durable,
            () -> Instant.ofEpochMilli(1_700_000_000_000L), new Random(11), _ -> {},
            MemoryBudget.unlimited());

    /** One ledger a group, and the entries it fails with. */
    private final class Failing implements Ledger {
        private final Ledger meta = new MemoryLedger(List.of(names));
        private final List<MemoryLedger> data = groups.stream().map(group -> new MemoryLedger(List.of(group))).toList();
        private Predicate<Entry> failing = _ -> false;
        private LedgerException.Fate fate = LedgerException.Fate.NOT_APPLIED;

        @Override
        public CompletableFuture<Outcome> submit(Entry entry) {
            boolean fails = failing.test(entry);
            if (fails && fate == LedgerException.Fate.NOT_APPLIED)
                return CompletableFuture.failedFuture(new LedgerException(fate, "planted"));
            CompletableFuture<Outcome> outcome = ledgerOf(entry).submit(entry);
            return fails ? CompletableFuture.failedFuture(new LedgerException(fate, "planted")) : outcome;
        }

        private Ledger ledgerOf(Entry entry) {
            return entry.target().equals(RepoId.META) ? meta : data.get(durable.groupOf(entry.target()));
        }
    }

    @Test
    void aNameIsUniqueOverAllStorages() {
        assertThat(create("app", true)).isInstanceOf(Outcome.Accepted.class);
        assertThat(create("App", false)).isInstanceOf(Outcome.Conflicted.class);
        assertThat(create("kept", false)).isInstanceOf(Outcome.Accepted.class);
        assertThat(create("KEPT", true)).isInstanceOf(Outcome.Conflicted.class);
        assertThat(find("app").memoryOnly()).isTrue();
        assertThat(find("kept").memoryOnly()).isFalse();
    }

    @Test
    void theListIsOneInTheOrderOfNames() {
        for (int i = 0; i < 9; i++)
            create("r" + i, i % 2 == 0);
        assertThat(repositories.list("", null, 100)).extracting(r -> r.name().value())
                .containsExactly("r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8");
        assertThat(repositories.list("R", new RepoName("r3"), 3)).extracting(r -> r.name().value())
                .containsExactly("r4", "r5", "r6");
    }

    @Test
    void aForkLivesInTheGroupOfItsSource() {
        for (int i = 0; i < 8; i++) {
            create("source" + i, false);
            MemoryRepository source = find("source" + i);
            assertThat(repositories.fork(ANNA, source, new RepoName("fork" + i), "", false, null).join())
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(Objects.requireNonNull(names.find(find("fork" + i).id())).group())
                    .isEqualTo(Objects.requireNonNull(names.find(source.id())).group());
        }
        assertThat(groups).allSatisfy(group -> assertThat(group.ids()).isNotEmpty());
    }

    @Test
    void aForkInMemoryOfARepositoryThatIsKeptSharesItsObjects() {
        create("kept", false);
        ObjectId blob = write(find("kept"), "content");
        assertThat(repositories.fork(ANNA, find("kept"), APP, "", true, null).join())
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(find("app").memoryOnly()).isTrue();
        assertThat(find("app").refs().idOf(MAIN)).isEqualTo(blob);
        assertThat(find("app").objects().has(blob)).isTrue();
        repositories.delete(ANNA, find("kept")).join();
        assertThat(find("app").objects().has(blob)).isTrue();
    }

    @Test
    void whatStartsFromMemoryDoesNotOutliveIt() {
        create("app", true);
        MemoryRepository source = find("app");
        assertThatThrownBy(() -> repositories.fork(ANNA, source, new RepoName("kept"), "", false, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(create("kept", false)).as("the name is still free").isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @EnumSource(LedgerException.Fate.class)
    void aRepositoryThatCouldNotBeMadeLeavesNothingBehind(LedgerException.Fate fate) {
        ledger.fate = fate;
        ledger.failing = entry -> entry.payload() instanceof RepoPayload.Create;
        assertThat(repositories.create(ANNA, APP, "", false, MAIN)).isCompletedExceptionally();
        assertThat(repositories.find(APP)).isEmpty();
        assertThat(groups).allSatisfy(group -> assertThat(group.ids()).isEmpty());
        ledger.failing = _ -> false;
        assertThat(create("app", false)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aForkOfARepositoryThatWentMeanwhileFreesItsName() {
        create("source", false);
        MemoryRepository source = find("source");
        repositories.delete(ANNA, source).join();
        assertThat(repositories.fork(ANNA, source, APP, "", false, null).join()).isInstanceOf(Outcome.Refused.class);
        assertThat(create("app", false)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aNameThatCouldNotBeTakenBackIsThereForWhoeverWantsItNext() {
        ledger.failing = entry -> entry.payload() instanceof RepoPayload.Create
                || entry.actor().equals(Actor.SYSTEM);
        assertThat(repositories.create(ANNA, APP, "", false, MAIN)).isCompletedExceptionally();
        assertThat(names.names()).hasSize(1);
        ledger.failing = _ -> false;
        assertThat(create("app", false)).isInstanceOf(Outcome.Accepted.class);
        assertThat(find("app").name()).isEqualTo(APP);
        assertThat(names.names()).hasSize(1);
        assertThat(create("app", false)).isInstanceOf(Outcome.Conflicted.class);
        assertThat(create("app", true)).isInstanceOf(Outcome.Conflicted.class);
    }

    @Test
    void aDiskThatTakesNothingDoesNotKeepTheServerFromStarting() {
        ledger.failing = entry -> entry.payload() instanceof RepoPayload.Create
                || entry.actor().equals(Actor.SYSTEM);
        assertThat(repositories.create(ANNA, APP, "", false, MAIN)).isCompletedExceptionally();
        assertThat(repositories.reconcile()).isZero();
        ledger.failing = _ -> false;
        assertThat(repositories.reconcile()).isEqualTo(1);
    }

    @Test
    void whatACrashLeavesHalfDoneIsMendedAtTheNextStart() {
        create("whole", false);
        create("half-deleted", false);
        ledger.failing = entry -> entry.payload() instanceof RepoPayload.Delete;
        assertThat(repositories.delete(ANNA, find("half-deleted"))).isCompletedExceptionally();
        ledger.failing = entry -> entry.payload() instanceof RepoPayload.Create
                || entry.actor().equals(Actor.SYSTEM);
        assertThat(repositories.create(ANNA, new RepoName("half-made"), "", false, MAIN)).isCompletedExceptionally();
        ledger.failing = _ -> false;
        assertThat(names.names()).hasSize(2);
        assertThat(groups.stream().mapToInt(group -> group.ids().size()).sum()).isEqualTo(2);
        assertThat(repositories.reconcile()).isEqualTo(2);
        assertThat(names.names()).containsOnlyKeys("whole");
        assertThat(groups.stream().flatMap(group -> group.ids().stream())).containsExactly(find("whole").id());
        assertThat(repositories.reconcile()).isZero();
    }

    private Outcome create(String name, boolean memoryOnly) {
        return repositories.create(ANNA, new RepoName(name), "", memoryOnly, MAIN).join();
    }

    private MemoryRepository find(String name) {
        return repositories.find(new RepoName(name)).orElseThrow();
    }

    private ObjectId write(MemoryRepository repository, String content) {
        Quarantine objects = new Quarantine();
        ObjectId blob = objects.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
        repositories.write(ANNA, repository,
                new RepoPayload.Write(objects, List.of(RefUpdate.create(MAIN, blob)), EventType.REF)).join();
        return blob;
    }
}
