package io.memgit.core.repo;

import static io.memgit.core.repo.MortalRepos.ANNA;
import static io.memgit.core.repo.MortalRepos.MAIN;
import static io.memgit.core.repo.MortalRepos.branch;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.catalog.Catalog;
import io.memgit.core.catalog.CatalogPayload;
import io.memgit.core.event.Event;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.event.Resume;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.EntryCodec;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.MemoryLedger;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.RepoPayload.ExpireBranches.Seen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpirerTest {

    private static final Ttl HOUR = new Ttl(3_600);

    private final MortalRepos repos;

    ExpirerTest() throws IOException {
        repos = new MortalRepos(5, null);
    }

    private MemoryRepository appWithBranch() {
        MemoryRepository app = repos.create("app", HOUR);
        repos.write(app, MAIN, Map.of());
        repos.write(app, branch(1), Map.of(branch(1), HOUR));
        return app;
    }

    @Test
    void aClockThatIsSetEndsNothing() {
        MemoryRepository app = appWithBranch();
        for (int hours : List.of(5, 500, -10_000, 3)) {
            repos.setClock(Duration.ofHours(hours));
            repos.look();
            assertThat(app.refs().get(branch(1))).isNotNull();
            assertThat(repos.isThere("app")).isTrue();
        }
        repos.pass(Duration.ofMinutes(59));
        repos.write(app, MAIN, Map.of());
        repos.pass(Duration.ofMinutes(1));
        repos.look();
        assertThat(app.refs().get(branch(1))).as("an hour has passed").isNull();
        assertThat(repos.isThere("app")).as("it was written to a minute ago").isTrue();
    }

    @Test
    void afterARestartTheRecordedTimeSaysWhatIsLeft() throws IOException {
        appWithBranch();
        repos.pass(Duration.ofMinutes(40));
        repos.restart();
        repos.look();
        assertThat(repos.find("app").refs().get(branch(1))).isNotNull();
        repos.pass(Duration.ofMinutes(19));
        repos.look();
        assertThat(repos.isThere("app")).isTrue();
        repos.pass(Duration.ofMinutes(1));
        repos.look();
        assertThat(repos.isThere("app")).isFalse();
    }

    @Test
    void whatIsLeftAfterARestartIsNeverMoreThanAllOfItNorLessThanNothing() throws IOException {
        appWithBranch();
        repos.setClock(Duration.ofDays(-30));
        repos.restart();
        repos.pass(Duration.ofMinutes(59));
        repos.look();
        assertThat(repos.isThere("app")).isTrue();
        repos.pass(Duration.ofMinutes(1));
        repos.look();
        assertThat(repos.isThere("app")).isFalse();
        repos.create("other", HOUR);
        repos.setClock(Duration.ofDays(90));
        repos.restart();
        repos.look();
        assertThat(repos.isThere("other")).isFalse();
    }

    @Test
    void entriesThatAreAppliedAgainAreAsOldAsTheySay() throws IOException, InterruptedException {
        List<byte[]> log = new ArrayList<>();
        EntryCodec codec = new EntryCodec(List.of(new RepositoriesState(HistoryRetention.DEFAULT)));
        repos.between = (entry, ledger) -> {
            if (entry.payload() instanceof RepoPayload)
                log.add(encoded(codec, entry));
            return ledger.submit(entry);
        };
        appWithBranch();
        RepositoriesState again = new RepositoriesState(HistoryRetention.DEFAULT);
        for (byte[] entry : log)
            again.apply(codec.decode(entry));
        MemoryRepository copy = again.all().iterator().next();
        Catalog names = new Catalog();
        Storage storage = new Storage(new MemoryLedger(List.of(names, again)), names, List.of(again));
        Repositories door = new Repositories(Storage.inMemory(HistoryRetention.DEFAULT), storage, Instant::now,
                new Random(1), _ -> {}, MemoryBudget.unlimited());
        Instant written = Instant.ofEpochMilli(repos.wallMillis());
        new Expirer(door, () -> written.plus(Duration.ofMinutes(59)), System::nanoTime).look();
        assertThat(copy.root().deleted()).isFalse();
        assertThat(copy.refs().get(branch(1))).isNotNull();
        new Expirer(door, () -> written.plus(Duration.ofMinutes(60)), System::nanoTime).look();
        assertThat(copy.root().deleted()).isTrue();
    }

    private static byte[] encoded(EntryCodec codec, Entry entry) {
        try {
            return codec.encode(entry);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void manyBranchesGoInOneEntryAndOneEventOfTheSystem() {
        MemoryRepository app = repos.create("app", Ttl.NEVER);
        repos.write(app, MAIN, Map.of());
        List<RefUpdate> updates = new ArrayList<>();
        Map<RefName, Ttl> ttls = new HashMap<>();
        for (int i = 0; i < Expirer.ENTRY_BRANCHES + 10; i++) {
            updates.add(RefUpdate.create(branch(i), app.refs().idOf(MAIN)));
            ttls.put(branch(i), HOUR);
        }
        MortalRepos.accepted(repos.repositories
                .write(ANNA, app, new RepoPayload.Write(new Quarantine(), updates, EventType.BRANCH, ttls))
                .join());
        repos.pass(Duration.ofHours(1));
        repos.look();
        assertThat(app.refs().size()).isEqualTo(1);
        List<Event> events = ((Resume.Replay) app.events().resume(new EventNumber(2), 100)).events();
        assertThat(events).extracting(Event::actor).containsExactly("system", "system");
        assertThat(events).extracting(Event::type).containsOnly(EventType.BRANCH);
        assertThat(events).extracting(e -> e.refs().size()).containsExactly(Expirer.ENTRY_BRANCHES, 10);
        assertThat(events.getFirst().refs()).allMatch(RefUpdate::deletes);
    }

    @Test
    void oneBranchThatWasWrittenToHoldsUpNoOther() {
        MemoryRepository app = appWithBranch();
        repos.write(app, branch(2), Map.of(branch(2), HOUR));
        repos.pass(Duration.ofHours(1));
        repos.between = (entry, ledger) -> {
            if (entry.payload() instanceof RepoPayload.ExpireBranches) {
                repos.between = (other, next) -> next.submit(other);
                repos.write(app, branch(1), Map.of());
            }
            return ledger.submit(entry);
        };
        repos.repositories.edit(ANNA, app, null, null, Ttl.NEVER).join();
        repos.look();
        assertThat(app.refs().get(branch(1))).isNotNull();
        assertThat(app.refs().get(branch(2))).isNull();
        assertThat(app.root().lifetimes().end(branch(1)))
                .contains(Instant.ofEpochMilli(repos.wallMillis()).plusSeconds(3_600));
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void whatTheLedgerFailsWithIsTriedAgain(Fate fate) {
        MemoryRepository app = appWithBranch();
        repos.create("kept", Ttl.NEVER);
        repos.pass(Duration.ofHours(1));
        failing(entry -> true, fate);
        repos.look();
        repos.look();
        failing(entry -> false, fate);
        repos.look();
        assertThat(app.root().deleted()).isTrue();
        assertThat(repos.isThere("app")).isFalse();
        assertThat(repos.isThere("kept")).isTrue();
        repos.create("app", Ttl.NEVER);
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void aNameThatCouldNotBeFreedIsFreedTheNextTime(Fate fate) {
        appWithBranch();
        repos.pass(Duration.ofHours(1));
        failing(entry -> entry.payload() instanceof CatalogPayload.Release, fate);
        repos.look();
        assertThat(repos.isThere("app")).isFalse();
        failing(entry -> false, fate);
        repos.look();
        repos.create("app", Ttl.NEVER);
        repos.look();
        assertThat(repos.isThere("app")).as("the new one has the name alone").isTrue();
    }

    @Test
    void aCrashBeforeTheNameIsFreeIsMendedByTheNextStart() throws IOException {
        appWithBranch();
        repos.pass(Duration.ofHours(1));
        failing(entry -> entry.payload() instanceof CatalogPayload.Release, Fate.NOT_APPLIED);
        repos.look();
        failing(entry -> false, Fate.NOT_APPLIED);
        assertThat(repos.isThere("app")).isFalse();
        repos.restart();
        repos.create("app", Ttl.NEVER);
    }

    private void failing(Predicate<Entry> which, Fate fate) {
        repos.between = (entry, ledger) -> fails(entry, ledger, which, fate);
    }

    private static CompletableFuture<Outcome> fails(Entry entry, Ledger ledger, Predicate<Entry> which, Fate fate) {
        if (!which.test(entry))
            return ledger.submit(entry);
        if (fate == Fate.UNKNOWN)
            ledger.submit(entry).join();
        return CompletableFuture.failedFuture(new LedgerException(fate, "planted"));
    }

    @Test
    void aSnapshotOfTheFirstVersionHasNothingThatEnds() throws IOException {
        MemoryRepository app = repos.create("app", Ttl.NEVER);
        repos.write(app, MAIN, Map.of());
        ByteArrayOutputStream lifetimes = new ByteArrayOutputStream();
        Lifetimes.NONE.writeTo(new DataOutputStream(lifetimes));
        byte[] now = written(app);
        byte[] refs = {0, 0, 0, 1, 0, (byte) MAIN.value().length()};
        int at = Collections.indexOfSubList(listOf(now), listOf(refs));
        byte[] first = new byte[now.length - lifetimes.size()];
        System.arraycopy(now, 0, first, 0, at - lifetimes.size());
        System.arraycopy(now, at, first, at - lifetimes.size(), now.length - at);
        MemoryRepository read = FrozenRepository.read(new DataInputStream(new ByteArrayInputStream(first)), 1,
                Terms.keeping(HistoryRetention.DEFAULT));
        assertThat(read.refs().idOf(MAIN)).isEqualTo(app.refs().idOf(MAIN));
        assertThat(read.root().lifetimes()).isSameAs(Lifetimes.NONE);
    }

    private static byte[] written(MemoryRepository repository) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        repository.freeze().writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static List<Byte> listOf(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte each : bytes)
            list.add(each);
        return list;
    }

    /**
     * Writers, a clock that runs and somebody who looks, all at once. A branch goes only by an entry
     * that names the last write there was to it.
     */
    @Test
    void whoeverWritesInTimeKeepsTheBranch() throws Exception {
        Set<Seen> submitted = ConcurrentHashMap.newKeySet();
        AtomicLong tick = new AtomicLong();
        Terms usual = Terms.keeping(HistoryRetention.DEFAULT);
        RepositoriesState state = new RepositoriesState(
                new Terms(usual.history(), usual.uploads(), usual.mostRefs(), usual.walks(), tick::get), _ -> null);
        Catalog catalog = new Catalog();
        MemoryLedger applies = new MemoryLedger(List.of(state, catalog));
        Ledger noting = entry -> {
            if (entry.payload() instanceof RepoPayload.ExpireBranches(List<Seen> branches))
                submitted.addAll(branches);
            return applies.submit(entry);
        };
        Repositories door = new Repositories(new Storage(noting, catalog, List.of(state)), Instant::now, new Random(3));
        door.create(ANNA, new RepoName("app"), "", true, MAIN).join();
        MemoryRepository app = door.find(new RepoName("app")).orElseThrow();
        Expirer expirer = new Expirer(door, Instant::now, tick::get);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> writers = List.of(threads.submit(() -> write(door, app, 1)),
                    threads.submit(() -> write(door, app, 2)));
            Future<?> looks = threads.submit(() -> {
                while (!done.get()) {
                    tick.addAndGet(Duration.ofMillis(400).toNanos());
                    expirer.look();
                }
                return null;
            });
            for (Future<?> writer : writers)
                writer.get();
            done.set(true);
            looks.get();
        }
        Map<RefName, Event> last = new HashMap<>();
        Set<RefName> ended = new HashSet<>();
        for (Event event : ((Resume.Replay) app.events().resume(EventNumber.NONE, 1 << 20)).events()) {
            for (RefUpdate update : event.refs()) {
                if (event.actor().equals(Actor.SYSTEM.name())) {
                    Event before = Objects.requireNonNull(last.get(update.name()));
                    assertThat(submitted).contains(new Seen(update.name(), before.number()));
                    ended.add(update.name());
                }
                last.put(update.name(), event);
            }
        }
        assertThat(ended).isNotEmpty();
    }

    private static void write(Repositories door, MemoryRepository app, int seed) {
        Random random = new Random(seed);
        byte[] id = new byte[20];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(id);
            RefName name = branch(random.nextInt(20));
            RefUpdate update = RefUpdate.fastForward(name, app.refs().idOf(name), ObjectId.fromRaw(id));
            Outcome outcome = door.write(ANNA, app, new RepoPayload.Write(new Quarantine(), List.of(update),
                    EventType.BRANCH, update.creates() ? Map.of(name, new Ttl(1)) : Map.of())).join();
            assertThat(outcome).isInstanceOfAny(Outcome.Accepted.class, Outcome.Stale.class);
        }
    }
}
