package io.memgit.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.catalog.Catalog;
import io.memgit.core.event.Event;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.event.Resume;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.MovedRefs;
import io.memgit.core.repo.RepoPayload;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.RepositoriesState;
import io.memgit.core.repo.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every ledger promises. A ledger's own test extends this and says how to make one. */
public abstract class LedgerContract {

    private static final Actor ANNA = new Actor("anna");
    private static final RepoName APP = new RepoName("team/app");
    private static final RefName MAIN = RefName.branch("main").orElseThrow();

    private final RepositoriesState state = new RepositoriesState(HistoryRetention.DEFAULT);
    private final Catalog catalog = new Catalog();
    private final AtomicLong now = new AtomicLong(1_000_000);
    private @Nullable Repositories repositories;
    private @Nullable Storage storage;

    /** A ledger with the states behind it: the names of repositories, and what they stand for. */
    protected abstract Ledger ledger(Catalog catalog, RepositoriesState repositories);

    private Repositories repositories(Catalog names, RepositoriesState behind) {
        storage = new Storage(ledger(names, behind), names, List.of(behind));
        return new Repositories(storage, () -> Instant.ofEpochMilli(now.get()), new Random(3));
    }

    @BeforeEach
    void startWithARepository() {
        repositories = repositories(catalog, state);
        createARepository();
    }

    private Repositories repositories() {
        return Objects.requireNonNull(repositories);
    }

    private void createARepository() {
        assertThat(repositories().create(ANNA, APP, "an app", true, MAIN).join()).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void anAcceptedWriteIsThereWhenItIsAnswered() {
        Quarantine objects = new Quarantine();
        ObjectId blob = objects.insert(Constants.OBJ_BLOB, new byte[]{1, 2, 3});
        assertThat(write(objects, RefUpdate.create(MAIN, blob))).isEqualTo(new Outcome.Accepted(new EventNumber(1)));
        assertThat(app().refs().idOf(MAIN)).isEqualTo(blob);
        assertThat(app().objects().has(blob)).isTrue();
    }

    @Test
    void aStaleUpdateIsToldWhereTheRefPointsAndBringsNothingIn() {
        ObjectId one = put(1, ObjectId.zeroId());
        Quarantine objects = new Quarantine();
        ObjectId blob = objects.insert(Constants.OBJ_BLOB, new byte[]{9});
        RefName other = RefName.branch("other").orElseThrow();
        assertThat(write(objects, RefUpdate.create(other, blob), RefUpdate.create(MAIN, blob)))
                .isEqualTo(new Outcome.Stale(MAIN, one));
        assertThat(app().refs().get(other)).isNull();
        assertThat(app().objects().has(blob)).isFalse();
        assertThat(app().events().last()).isEqualTo(new EventNumber(1));
    }

    @Test
    void namesThatNeedEachOtherAsAFolderDoNotBothComeToBe() {
        ObjectId one = put(1, ObjectId.zeroId());
        RefName below = RefName.branch("main/below").orElseThrow();
        assertThat(write(new Quarantine(), RefUpdate.create(below, one)))
                .isInstanceOfSatisfying(Outcome.Conflicted.class, c -> assertThat(c.code()).isEqualTo("REF_CONFLICT"));
        RefName a = RefName.branch("a").orElseThrow();
        RefName ab = RefName.branch("a/b").orElseThrow();
        assertThat(write(new Quarantine(), RefUpdate.create(ab, one), RefUpdate.create(a, one)))
                .isInstanceOf(Outcome.Conflicted.class);
        assertThat(write(new Quarantine(), RefUpdate.create(ab, one))).isInstanceOf(Outcome.Accepted.class);
        assertThat(write(new Quarantine(), RefUpdate.delete(ab, one), RefUpdate.create(a, one)))
                .as("a delete makes room for the update beside it").isInstanceOf(Outcome.Accepted.class);
    }

    private static Actor once(String key) {
        return new Actor("anna", new RequestKey(key, "what", 1_000));
    }

    private static Receipt repeated(CompletableFuture<Outcome> answer) {
        assertThat(answer).failsWithin(Duration.ofSeconds(30)).withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RepeatedException.class);
        return ((RepeatedException) answer.exceptionNow()).receipt();
    }

    private CompletableFuture<Outcome> create(Actor actor, RefName name, ObjectId target) {
        return repositories().write(actor, app(),
                new RepoPayload.Write(new Quarantine(), List.of(RefUpdate.create(name, target)), EventType.BRANCH));
    }

    @Test
    void whatWasAcceptedUnderAKeyIsNotDoneAgainAndItsReceiptTellsWhatItDid() {
        ObjectId one = put(1, ObjectId.zeroId());
        ObjectId two = put(2, one);
        RefName a = RefName.branch("a").orElseThrow();
        RefName b = RefName.branch("b").orElseThrow();
        assertThat(create(once("k"), a, one).join()).isEqualTo(new Outcome.Accepted(new EventNumber(3)));
        Receipt receipt = repeated(create(once("k"), b, two));
        assertThat(receipt.number()).isEqualTo(new EventNumber(3));
        assertThat(receipt.target()).isEqualTo(app().id());
        assertThat(receipt.fingerprint()).isEqualTo("what");
        assertThat(receipt.timeMillis()).isEqualTo(now.get());
        assertThat(MovedRefs.of(receipt)).containsExactly(RefUpdate.create(a, one));
        assertThat(MovedRefs.only(receipt).newId()).isEqualTo(one);
        assertThat(repositories().receipt("k")).hasValue(receipt);
        assertThat(repositories().receipt("l")).isEmpty();
        assertThat(app().refs().get(b)).isNull();
        assertThat(app().events().last()).isEqualTo(new EventNumber(3));
        assertThat(create(once("l"), b, two).join()).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void whatWasNotAcceptedUnderAKeyMayBeTriedUnderItAgain() {
        ObjectId one = put(1, ObjectId.zeroId());
        assertThat(create(once("k"), MAIN, one).join()).isEqualTo(new Outcome.Stale(MAIN, one));
        RefName below = RefName.branch("main/below").orElseThrow();
        assertThat(create(once("k"), below, one).join()).isInstanceOf(Outcome.Conflicted.class);
        RefName a = RefName.branch("a").orElseThrow();
        assertThat(create(once("k"), a, one).join()).isInstanceOf(Outcome.Accepted.class);
        assertThat(repeated(create(once("k"), a, one)).number()).isEqualTo(new EventNumber(2));
    }

    @Test
    void aKeyIsFreeAgainWhenItsTimeIsOver() {
        ObjectId one = put(1, ObjectId.zeroId());
        create(once("k"), RefName.branch("a").orElseThrow(), one).join();
        now.addAndGet(1_000);
        repeated(create(once("k"), RefName.branch("b").orElseThrow(), one));
        now.addAndGet(1);
        assertThat(repositories().receipt("k")).isEmpty();
        assertThat(create(once("k"), RefName.branch("b").orElseThrow(), one).join())
                .isInstanceOf(Outcome.Accepted.class);
        now.addAndGet(-500_000);
        repeated(create(once("k"), RefName.branch("c").orElseThrow(), one));
    }

    @Test
    void ofManyThatHaveOneKeyOneIsDone() {
        ObjectId one = put(1, ObjectId.zeroId());
        for (int round = 0; round < 20; round++) {
            Actor anna = once("k" + round);
            List<CompletableFuture<Outcome>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                RefName name = RefName.branch("b" + round + "-" + i).orElseThrow();
                all.add(CompletableFuture.supplyAsync(() -> create(anna, name, one).join()));
            }
            long accepted = all.stream().filter(done -> done.handle((outcome, failure) -> {
                if (failure != null)
                    assertThat(failure).hasRootCauseInstanceOf(RepeatedException.class);
                return failure == null;
            }).join()).count();
            assertThat(accepted).isEqualTo(1);
            assertThat(app().refs().countWithPrefix("refs/heads/")).isEqualTo(round + 2);
        }
    }

    @Test
    void aRepositoryIsMadeOnceUnderAKeyAndAgainAfterItWasTakenBack() {
        RepoName name = new RepoName("once");
        assertThat(repositories().create(once("k"), name, "", true, MAIN).join()).isInstanceOf(Outcome.Accepted.class);
        MemoryRepository made = repositories().find(name).orElseThrow();
        assertThat(repeated(repositories().create(once("k"), new RepoName("twice"), "", true, MAIN)).target())
                .isEqualTo(made.id());
        assertThat(repositories().find(new RepoName("twice"))).isEmpty();
        assertThat(repositories().find(name)).hasValue(made);
        RequestKey key = Objects.requireNonNull(once("k").key());
        Ledger ledger = Objects.requireNonNull(storage).ledger();
        RepoId other = new RepoId(7, 7);
        ledger.submit(new Entry(other, Actor.SYSTEM, now.get(), key.takenBack(), new RepoPayload.Delete(other))).join();
        assertThat(repositories().receipt("k")).isPresent();
        RepoId id = made.id();
        ledger.submit(new Entry(id, Actor.SYSTEM, now.get(), key.takenBack(), new RepoPayload.Delete(id))).join();
        assertThat(repositories().receipt("k")).isEmpty();
        assertThat(repositories().create(once("k"), new RepoName("twice"), "", true, MAIN).join())
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void timeNeverGoesBackInTheEvents() {
        ObjectId one = put(1, ObjectId.zeroId());
        now.addAndGet(-500_000);
        put(2, one);
        assertThat(events()).extracting(Event::timeMillis).containsExactly(1_000_000L, 1_000_000L);
    }

    @Test
    void ofManyWritersOfOneRefOneWinsEachRound() throws InterruptedException {
        ObjectId head = put(0, ObjectId.zeroId());
        for (int round = 1; round <= 50; round++) {
            ObjectId old = head;
            AtomicInteger won = new AtomicInteger();
            List<Thread> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                int content = round * 100 + writer;
                writers.add(Thread.ofVirtual().start(() -> {
                    if (submit(content, old) instanceof Outcome.Accepted)
                        won.incrementAndGet();
                }));
            }
            for (Thread writer : writers)
                writer.join();
            assertThat(won).hasValue(1);
            head = app().refs().idOf(MAIN);
            assertThat(app().events().last()).isEqualTo(new EventNumber(round + 1L));
        }
    }

    /**
     * Were it told on the thread that applies, or under a lock that apply needs, this would never end.
     */
    @Test
    @Timeout(60)
    void whoIsToldOfAnOutcomeMayWaitForAnotherWriteOfTheSameRepository() {
        ObjectId head = put(0, ObjectId.zeroId());
        for (int round = 1; round <= 20; round++) {
            RefName other = RefName.branch("b" + round).orElseThrow();
            ObjectId target = head;
            CompletableFuture<Outcome> told = later(new Quarantine(), RefUpdate.create(other, target))
                    .thenApply(first -> {
                        assertThat(first).isInstanceOf(Outcome.Accepted.class);
                        return CompletableFuture
                                .supplyAsync(() -> write(new Quarantine(), RefUpdate.delete(other, target)))
                                .join();
                    });
            assertThat(told.join()).isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void theDefaultBranchStaysAndTheFirstBranchBecomesItWhereItIsNotThere() {
        RefName trunk = RefName.branch("trunk").orElseThrow();
        Quarantine objects = new Quarantine();
        ObjectId blob = objects.insert(Constants.OBJ_BLOB, new byte[]{1});
        write(objects, RefUpdate.create(trunk, blob));
        assertThat(app().root().head()).isEqualTo(trunk);
        assertThat(write(new Quarantine(), RefUpdate.delete(trunk, blob)))
                .isInstanceOfSatisfying(Outcome.Conflicted.class,
                        c -> assertThat(c.code()).isEqualTo("DEFAULT_BRANCH"));
        assertThat(app().refs().idOf(trunk)).isEqualTo(blob);
    }

    @Test
    void aDeletedRepositoryTakesNoMoreWritesAndItsNameIsFree() {
        ObjectId one = put(1, ObjectId.zeroId());
        MemoryRepository deleted = app();
        assertThat(repositories().delete(ANNA, deleted).join()).isInstanceOf(Outcome.Accepted.class);
        assertThat(repositories().find(APP)).isEmpty();
        assertThat(repositories()
                .write(ANNA, deleted,
                        new RepoPayload.Write(new Quarantine(), List.of(RefUpdate.delete(MAIN, one)), EventType.BRANCH))
                .join()).isInstanceOf(Outcome.Refused.class);
        createARepository();
        assertThat(app().id()).isNotEqualTo(deleted.id());
        assertThat(app().refs().isEmpty()).isTrue();
        assertThat(app().objects().has(one)).isFalse();
    }

    @Test
    void aForkHasWhatItsSourceHadAndGoesItsOwnWay() {
        ObjectId one = put(1, ObjectId.zeroId());
        RepoName name = new RepoName("fork");
        assertThat(repositories().fork(ANNA, app(), name, "", true, null).join()).isInstanceOf(Outcome.Accepted.class);
        MemoryRepository fork = repositories().find(name).orElseThrow();
        assertThat(fork.forkOf()).isEqualTo(app().id());
        ObjectId two = put(2, one);
        assertThat(fork.refs().idOf(MAIN)).isEqualTo(one);
        assertThat(fork.objects().has(one)).isTrue();
        assertThat(fork.objects().has(two)).isFalse();
        repositories().delete(ANNA, app()).join();
        assertThat(fork.objects().has(one)).isTrue();
    }

    @Test
    void aSnapshotGivesBackWhatWasThereWhenItWasTakenAndNothingLater() throws IOException {
        ObjectId one = put(1, ObjectId.zeroId());
        LedgerState.Snapshot names = catalog.snapshot();
        LedgerState.Snapshot snapshot = state.snapshot();
        ObjectId two = put(2, one);
        repositories().create(ANNA, new RepoName("later"), "", true, MAIN).join();
        RepositoriesState restored = new RepositoriesState(HistoryRetention.DEFAULT);
        restored.restore(stored(snapshot));
        Catalog restoredNames = new Catalog();
        restoredNames.restore(stored(names));
        repositories = repositories(restoredNames, restored);
        assertThat(repositories().find(new RepoName("later"))).isEmpty();
        assertThat(app().refs().idOf(MAIN)).isEqualTo(one);
        assertThat(app().root().description()).isEqualTo("an app");
        assertThat(app().objects().has(one)).isTrue();
        assertThat(app().objects().has(two)).isFalse();
        assertThat(submit(3, one)).isEqualTo(new Outcome.Accepted(new EventNumber(2)));
    }

    private static ByteArrayInputStream stored(LedgerState.Snapshot snapshot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        snapshot.writeTo(bytes);
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private MemoryRepository app() {
        return repositories().find(APP).orElseThrow();
    }

    private List<Event> events() {
        return ((Resume.Replay) app().events().resume(EventNumber.NONE, 1000)).events();
    }

    private ObjectId put(int content, ObjectId old) {
        assertThat(submit(content, old)).isInstanceOf(Outcome.Accepted.class);
        return app().refs().idOf(MAIN);
    }

    private Outcome submit(int content, ObjectId old) {
        Quarantine objects = new Quarantine();
        ObjectId blob = objects.insert(Constants.OBJ_BLOB, Integer.toString(content).getBytes(StandardCharsets.UTF_8));
        return write(objects, old.equals(ObjectId.zeroId())
                ? RefUpdate.create(MAIN, blob)
                : RefUpdate.move(MAIN, old, blob));
    }

    private Outcome write(Quarantine objects, RefUpdate... updates) {
        return later(objects, updates).join();
    }

    private CompletableFuture<Outcome> later(Quarantine objects, RefUpdate... updates) {
        return repositories().write(ANNA, app(), new RepoPayload.Write(objects, List.of(updates), EventType.REF));
    }
}
