package io.memgit.core.repo;

import static io.memgit.core.repo.MortalRepos.ANNA;
import static io.memgit.core.repo.MortalRepos.MAIN;
import static io.memgit.core.repo.MortalRepos.branch;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.name.RepoName;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.RepoPayload.ExpireBranches.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Writes, renewals, looks, set clocks and restarts against a model in which everything has an age:
 * it grows as time passes, a write makes it nothing, and a restart takes it from the recorded time.
 * While the expirer looks, writes slip in between what it saw and what it has submitted, and the
 * ledger fails.
 */
class ExpiryModelTest {

    private static final int STEPS = 150;
    private static final int BRANCHES = 5;

    @Property(tries = 40)
    void whatNobodyWroteToForItsTimeGoesAndNothingElse(@ForAll long seed) throws IOException {
        new Run(seed, null).play();
    }

    @Property(tries = 10)
    void theSameWithSnapshotsInFiles(@ForAll long seed) throws IOException {
        Path data = Files.createTempDirectory("memgit-expiry");
        new Run(seed, data).play();
    }

    /** Something, and how long nobody has written to it. */
    private static final class Aging {
        long ttl;
        Duration age = Duration.ZERO;
        long recordedMillis;

        Aging(Ttl ttl, long recordedMillis) {
            this.ttl = ttl.seconds();
            this.recordedMillis = recordedMillis;
        }

        void write(long now) {
            age = Duration.ZERO;
            recordedMillis = now;
        }

        boolean isOver() {
            return ttl > 0 && age.compareTo(Duration.ofSeconds(ttl)) >= 0;
        }

        void restart(long wallMillis) {
            age = Duration.ofMillis(Math.clamp(wallMillis - recordedMillis, 0, ttl * 1_000));
        }
    }

    /** A repository as it should be. */
    private static final class Modelled {
        final Aging self;
        final TreeMap<RefName, Aging> branches = new TreeMap<>();
        RefName head = MAIN;

        Modelled(Aging self) {
            this.self = self;
        }

        void each(Consumer<Aging> action) {
            action.accept(self);
            branches.values().forEach(action);
        }
    }

    private static final class Run {
        private final Random random;
        private final MortalRepos repos;
        private final TreeMap<String, Modelled> model = new TreeMap<>();
        private final Set<Entry> slippedInto = new HashSet<>();
        private int made;

        Run(long seed, @Nullable Path data) throws IOException {
            random = new Random(seed);
            repos = new MortalRepos(seed, data);
        }

        void play() throws IOException {
            for (int step = 0; step < STEPS; step++) {
                int kind = random.nextInt(20);
                if (model.isEmpty() || (kind == 0 && model.size() < 6))
                    create();
                else if (kind < 13)
                    change(anyName(), kind);
                else if (kind < 17)
                    pass();
                else if (kind == 17)
                    repos.setClock(Duration.ofSeconds(random.nextInt(20_000) - 10_000));
                else if (kind == 18)
                    restart();
                look(random.nextInt(4));
                check();
            }
        }

        private void create() {
            String name = "r" + made++;
            Ttl ttl = ttl();
            MemoryRepository repository = repos.create(name, ttl);
            model.put(name, new Modelled(new Aging(ttl, repository.root().timeMillis())));
        }

        private void change(String name, int kind) {
            Modelled modelled = Objects.requireNonNull(model.get(name));
            MemoryRepository repository = repos.find(name);
            RefName branch = branch(random.nextInt(BRANCHES));
            switch (kind) {
                case 1 -> edit(modelled, repository, null, ttl());
                case 2 -> edit(modelled, repository, modelled.branches.containsKey(branch) ? branch : null, null);
                case 3 -> delete(modelled, repository, branch);
                case 4 -> fork(name, repository);
                case 5 -> staleExpiry(modelled, repository, branch);
                case 6, 7, 8 -> write(modelled, repository, branch, ttl());
                case 9 -> write(modelled, repository, MAIN, null);
                default -> write(modelled, repository, branch, null);
            }
        }

        private void write(Modelled modelled, MemoryRepository repository, RefName branch, @Nullable Ttl ttl) {
            repos.write(repository, branch, ttl == null ? Map.of() : Map.of(branch, ttl));
            Aging aging = modelled.branches.computeIfAbsent(branch, _ -> new Aging(Ttl.NEVER, 0));
            if (!modelled.branches.containsKey(modelled.head))
                modelled.head = branch;
            if (ttl != null)
                aging.ttl = ttl.seconds();
            if (branch.equals(modelled.head))
                aging.ttl = 0;
            aging.write(repository.root().timeMillis());
            modelled.self.write(repository.root().timeMillis());
        }

        private void edit(Modelled modelled, MemoryRepository repository, @Nullable RefName head, @Nullable Ttl ttl) {
            MortalRepos.accepted(repos.repositories.edit(ANNA, repository, "d", head, ttl).join());
            if (head != null) {
                modelled.head = head;
                Objects.requireNonNull(modelled.branches.get(head)).ttl = 0;
            }
            if (ttl != null)
                modelled.self.ttl = ttl.seconds();
            modelled.self.write(repository.root().timeMillis());
        }

        private void delete(Modelled modelled, MemoryRepository repository, RefName branch) {
            if (!modelled.branches.containsKey(branch) || branch.equals(modelled.head))
                return;
            repos.submit(repository, RefUpdate.delete(branch, repository.refs().idOf(branch)), Map.of());
            modelled.branches.remove(branch);
            modelled.self.write(repository.root().timeMillis());
        }

        private void fork(String name, MemoryRepository repository) {
            if (model.size() == 6)
                return;
            String forkName = "r" + made++;
            Ttl ttl = ttl();
            MortalRepos.accepted(repos.repositories
                    .fork(ANNA, repository, new NewRepository(new RepoName(forkName), "", false, ttl), null)
                    .join());
            long now = repos.find(forkName).root().timeMillis();
            Modelled fork = new Modelled(new Aging(ttl, now));
            Modelled source = Objects.requireNonNull(model.get(name));
            fork.head = source.head;
            source.branches.keySet().forEach(branch -> fork.branches.put(branch, new Aging(Ttl.NEVER, now)));
            model.put(forkName, fork);
        }

        // Whoever saw another write than the last one ends nothing, however late it is.
        private void staleExpiry(Modelled modelled, MemoryRepository repository, RefName branch) {
            if (!modelled.branches.containsKey(branch))
                return;
            ObjectId head = repository.refs().idOf(branch);
            EventNumber wrong = new EventNumber(repository.root().number().value() + 1 + random.nextInt(3));
            assertThat(repos.repositories.expireBranches(repository, List.of(new Seen(branch, wrong))).join())
                    .isEqualTo(new Outcome.Stale(branch, head));
            assertThat(repos.repositories.expire(repository, wrong).join()).isInstanceOf(Outcome.Refused.class);
        }

        private void pass() {
            Duration time = Duration.ofMillis(random.nextInt(4_000));
            repos.pass(time);
            model.values().forEach(each -> each.each(aging -> aging.age = aging.age.plus(time)));
        }

        private void restart() throws IOException {
            repos.restart();
            model.values().forEach(each -> each.each(aging -> aging.restart(repos.wallMillis())));
        }

        /** Looks while somebody writes or the ledger fails; then, undisturbed, for what is left. */
        private void look(int trouble) {
            slippedInto.clear();
            if (trouble == 1)
                repos.between = this::afterAWrite;
            if (trouble == 2)
                repos.between = (entry, ledger) -> isExpiry(entry) && random.nextBoolean()
                        ? failed(entry, ledger)
                        : ledger.submit(entry);
            if (trouble > 0)
                repos.look();
            repos.between = (entry, ledger) -> ledger.submit(entry);
            repos.look();
            model.values().removeIf(each -> each.self.isOver());
            model.values().forEach(each -> each.branches.values().removeIf(Aging::isOver));
        }

        private static boolean isExpiry(Entry entry) {
            return entry.actor().equals(Actor.SYSTEM);
        }

        private CompletableFuture<Outcome> failed(Entry entry, Ledger ledger) {
            if (random.nextBoolean())
                return CompletableFuture.failedFuture(new LedgerException(Fate.NOT_APPLIED, "planted"));
            ledger.submit(entry).join();
            return CompletableFuture.failedFuture(new LedgerException(Fate.UNKNOWN, "planted"));
        }

        private CompletableFuture<Outcome> afterAWrite(Entry entry, Ledger ledger) {
            if (random.nextBoolean() && slippedInto.add(entry)) {
                MemoryRepository repository = repos.repositories.find(entry.target()).orElse(null);
                if (entry.payload() instanceof RepoPayload.ExpireBranches(List<Seen> branches) && repository != null)
                    renew(repository, branches.get(random.nextInt(branches.size())).name());
                if (entry.payload() instanceof RepoPayload.Expire && repository != null)
                    renew(repository, branch(random.nextInt(BRANCHES)));
            }
            return ledger.submit(entry);
        }

        private void renew(MemoryRepository repository, RefName branch) {
            Modelled modelled = Objects.requireNonNull(model.get(repository.name().value()));
            // A look does one thing after the other: what it has ended already is made anew.
            if (!repository.refs().idOf(branch).equals(ObjectId.zeroId()) || !modelled.branches.containsKey(branch))
                write(modelled, repository, branch, null);
        }

        private void check() {
            assertThat(
                    new TreeSet<>(repos.repositories.list("", null, 100).stream().map(r -> r.name().value()).toList()))
                    .isEqualTo(model.keySet());
            model.forEach((name, modelled) -> {
                MemoryRepository repository = repos.find(name);
                List<RefName> there = new ArrayList<>();
                repository.refs().withPrefix("").forEach(ref -> there.add(ref.name()));
                assertThat(there).as(name).containsExactlyElementsOf(modelled.branches.keySet());
                assertThat(repository.root().head()).isEqualTo(modelled.head);
                assertThat(repository.root().lifetimes().ttl().seconds()).isEqualTo(modelled.self.ttl);
                repository.root().lifetimes().end().ifPresent(end -> assertThat(end.toEpochMilli())
                        .isEqualTo(modelled.self.recordedMillis + modelled.self.ttl * 1_000));
                modelled.branches.forEach((branch, aging) -> {
                    assertThat(repository.root().lifetimes().ttl(branch).seconds()).isEqualTo(aging.ttl);
                    repository.root().lifetimes().end(branch).ifPresent(end -> assertThat(end.toEpochMilli())
                            .isEqualTo(aging.recordedMillis + aging.ttl * 1_000));
                });
            });
        }

        private Ttl ttl() {
            return new Ttl(random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(9));
        }

        private String anyName() {
            return new ArrayList<>(model.keySet()).get(random.nextInt(model.size()));
        }
    }
}
