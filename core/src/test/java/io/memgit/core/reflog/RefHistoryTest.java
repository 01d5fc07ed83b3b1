package io.memgit.core.reflog;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.event.RefRecord;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefMap;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepoPayload;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.Root;
import io.memgit.core.repo.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefHistoryTest {

    private static final Actor ANNA = new Actor("anna");
    private static final long START = 1_700_000_000_000L;
    private static final List<RefName> NAMES = List.of(branch("main"), branch("a"), branch("a-1"), branch("ä/ö"),
            RefName.tag("v1").orElseThrow(), RefName.tag("main").orElseThrow());

    private long millis = START;
    private int ids;

    private static RefName branch(String name) {
        return RefName.branch(name).orElseThrow();
    }

    private Repositories repositories(HistoryRetention retention) {
        return new Repositories(Storage.inMemory(retention), () -> Instant.ofEpochMilli(millis), new Random(7));
    }

    private static MemoryRepository repository(Repositories repositories) {
        RepoName name = new RepoName("app");
        repositories.create(ANNA, name, "", true, NAMES.getFirst()).join();
        return repositories.find(name).orElseThrow();
    }

    private ObjectId nextId() {
        return ObjectId.fromString("%040x".formatted(++ids));
    }

    /** Moves some refs, or the default branch; nothing where that is not possible. */
    private void write(Repositories repositories, MemoryRepository repository, Random random) {
        if (random.nextInt(12) == 0) {
            repositories.edit(ANNA, repository, null, NAMES.get(random.nextInt(4)), null).join();
            return;
        }
        List<RefUpdate> updates = new ArrayList<>();
        for (RefName name : NAMES) {
            ObjectId old = repository.refs().idOf(name);
            if (random.nextInt(3) == 0)
                updates.add(random.nextInt(3) == 0 && !old.equals(ObjectId.zeroId())
                        ? RefUpdate.delete(name, old)
                        : RefUpdate.move(name, old, nextId()));
        }
        repositories.write(ANNA, repository, new RepoPayload.Write(new Quarantine(), updates, EventType.REF)).join();
    }

    private record State(long millis, RefMap refs, RefName head) {
        static State of(Root root, long millis) {
            return new State(millis, root.refs(), root.head());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 40})
    void everyInstantReadsAsItWasUntilSomethingAfterItIsDropped(int records) {
        Random random = new Random(records);
        Repositories repositories = repositories(new HistoryRetention(Duration.ofDays(1), records));
        MemoryRepository repository = repository(repositories);
        List<State> states = new ArrayList<>(List.of(State.of(repository.root(), millis)));
        for (int i = 0; i < 60; i++) {
            millis += random.nextInt(4);
            EventNumber before = repository.root().number();
            write(repositories, repository, random);
            if (!repository.root().number().equals(before))
                states.add(State.of(repository.root(), millis));
        }
        int kept = Math.min(records, states.size() - 1);
        long dropped = kept == states.size() - 1 ? START - 1 : states.get(states.size() - 1 - kept).millis;
        for (long at = START - 2; at <= millis + 2; at++)
            assertRead(repository, states, at, dropped);
    }

    private static void assertRead(MemoryRepository repository, List<State> states, long at, long dropped) {
        Past past = RefHistory.of(repository).at(at);
        if (at < START) {
            assertThat(NAMES).allSatisfy(name -> assertThat(((PastRefs) past).idOf(name)).isEmpty());
        } else if (at < dropped) {
            assertThat(past).as("%d ms", at - START).isInstanceOf(Past.Expired.class);
        } else {
            PastRefs refs = (PastRefs) past;
            State state = states.stream().filter(s -> s.millis <= at).reduce((_, later) -> later).orElseThrow();
            assertThat(refs.head()).isEqualTo(state.head);
            assertThat(NAMES).as("%d ms", at - START).allSatisfy(
                    name -> assertThat(refs.idOf(name).orElse(ObjectId.zeroId())).isEqualTo(state.refs.idOf(name)));
        }
    }

    @Test
    void theRecordsOfARefComeNewestFirstAndSayWhoAndFromWhere() {
        Repositories repositories = repositories(HistoryRetention.DEFAULT);
        MemoryRepository repository = repository(repositories);
        List<RefRecord> expected = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            millis += 10;
            RefMap before = repository.refs();
            write(repositories, repository, random);
            ObjectId now = repository.refs().idOf(NAMES.get(1));
            if (!now.equals(before.idOf(NAMES.get(1))))
                expected.addFirst(new RefRecord(repository.root().number(), EventType.REF, millis, "anna",
                        updateOf(before.idOf(NAMES.get(1)), now)));
        }
        RefHistory history = RefHistory.of(repository);
        List<RefRecord> all = history.newestFirst(NAMES.get(1), null, 1_000);
        assertThat(all).hasSizeGreaterThan(20).isEqualTo(expected);
        List<RefRecord> paged = new ArrayList<>();
        for (EventNumber before = null; paged.size() < all.size(); before = paged.getLast().number())
            paged.addAll(history.newestFirst(NAMES.get(1), before, 7));
        assertThat(paged).isEqualTo(all);
        assertThat(history.lastOf(NAMES.get(1), all.get(3).timeMillis() + 9)).contains(all.get(3));
        assertThat(history.lastOf(NAMES.get(1), START)).isEmpty();
    }

    private static RefUpdate updateOf(ObjectId before, ObjectId after) {
        return after.equals(ObjectId.zeroId())
                ? RefUpdate.delete(NAMES.get(1), before)
                : RefUpdate.move(NAMES.get(1), before, after);
    }

    @Test
    void aForkBeginsWithWhatItTookOver() {
        Repositories repositories = repositories(HistoryRetention.DEFAULT);
        MemoryRepository source = repository(repositories);
        ObjectId first = nextId();
        millis += 10;
        move(repositories, source, ObjectId.zeroId(), first);
        millis += 10;
        RepoName name = new RepoName("fork");
        assertThat(repositories.fork(ANNA, source, name, "", true, null).join())
                .isInstanceOf(Outcome.Accepted.class);
        MemoryRepository fork = repositories.find(name).orElseThrow();
        millis += 10;
        move(repositories, fork, first, nextId());
        RefHistory history = RefHistory.of(fork);
        assertThat(((PastRefs) history.at(START + 19)).idOf(NAMES.getFirst())).isEmpty();
        assertThat(((PastRefs) history.at(START + 20)).idOf(NAMES.getFirst())).isEqualTo(Optional.of(first));
        assertThat(history.newestFirst(NAMES.getFirst(), null, 10)).hasSize(1);
    }

    private static void move(Repositories repositories, MemoryRepository repository, ObjectId from, ObjectId to) {
        RefUpdate update = RefUpdate.move(NAMES.getFirst(), from, to);
        assertThat(repositories.write(ANNA, repository,
                new RepoPayload.Write(new Quarantine(), List.of(update), EventType.PUSH)).join())
                .isInstanceOf(Outcome.Accepted.class);
    }
}
