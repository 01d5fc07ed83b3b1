package io.memgit.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private static final RefName MAIN = RefName.branch("main").orElseThrow();

    private long millis;

    @Test
    void numbersHaveNoGapsAndEventsComeBackAsTheyWere() {
        EventLog log = new EventLog(HistoryRetention.DEFAULT);
        List<RefUpdate> refs = List.of(RefUpdate.create(MAIN, id(1)), RefUpdate.move(branch("ä/ö"), id(2), id(3)),
                RefUpdate.delete(branch("gone"), id(4)), new RefUpdate(branch("t"), id(5), id(6), id(7), false));
        for (int i = 1; i <= 100; i++)
            assertThat(log.append(EventType.PUSH, 1000 + i, "anna", refs)).isEqualTo(new EventNumber(i));
        List<Event> events = replay(log, 0, 1000);
        assertThat(events).hasSize(100);
        for (int i = 0; i < 100; i++)
            assertThat(events.get(i))
                    .isEqualTo(new Event(new EventNumber(i + 1), EventType.PUSH, 1001 + i, "anna", refs));
        assertThat(replay(log, 97, 2)).extracting(e -> e.number().value()).containsExactly(98L, 99L);
        assertThat(replay(log, 100, 2)).isEmpty();
    }

    @Test
    void whatIsTooOldOrTooMuchIsDroppedAndAskingForItIsAGap() {
        EventLog log = new EventLog(new HistoryRetention(Duration.ofMillis(50), 8), () -> millis * 1_000_000);
        for (int i = 1; i <= 20; i++) {
            millis = i;
            log.append(EventType.COMMIT, 7, "anna", List.of(RefUpdate.fastForward(MAIN, id(i), id(i + 1))));
        }
        assertThat(log.oldest()).isEqualTo(new EventNumber(13));
        assertThat(log.resume(new EventNumber(11), 10)).isEqualTo(new Resume.Gap(new EventNumber(13)));
        assertThat(replay(log, 12, 100)).hasSize(8);
        millis = 68;
        log.expire();
        assertThat(log.oldest()).isEqualTo(new EventNumber(18));
        millis = 1000;
        log.expire();
        assertThat(log.oldest()).isEqualTo(new EventNumber(21));
        assertThat(log.append(EventType.COMMIT, 1001, "anna", List.of())).isEqualTo(new EventNumber(21));
        assertThat(replay(log, 20, 100)).hasSize(1);
    }

    @Test
    void largeEventsAreBoundedByTheirBytesAndTheNewestIsAlwaysKept() {
        EventLog log = new EventLog(new HistoryRetention(Duration.ofDays(1), 100_000, 10_000));
        List<RefUpdate> many = new ArrayList<>();
        for (int i = 0; i < 50; i++)
            many.add(RefUpdate.create(branch("b" + i), id(i)));
        for (int i = 1; i <= 100; i++)
            log.append(EventType.BRANCH, i, "anna", many);
        assertThat(log.resume(EventNumber.NONE, 10)).isEqualTo(new Resume.Gap(log.oldest()));
        int kept = replay(log, log.oldest().value() - 1, 1000).size();
        assertThat(kept).isBetween(2, 4);
        for (int i = 0; i < 50; i++)
            many.add(RefUpdate.create(branch("c" + i), id(i)));
        for (int i = 0; i < 100; i++)
            many.add(RefUpdate.create(branch("d" + i), id(i)));
        log.append(EventType.BRANCH, 101, "anna", many);
        assertThat(log.oldest()).isEqualTo(new EventNumber(101));
        assertThat(replay(log, 100, 10)).hasSize(1);
        for (int i = 0; i < 20; i++)
            log.append(EventType.COMMIT, 102, "anna", List.of());
        assertThat(replay(log, 101, 100)).hasSize(20);
    }

    @Test
    void aClockThatIsSetForwardDropsNothing() {
        EventLog log = new EventLog(new HistoryRetention(Duration.ofHours(1), 100), () -> millis * 1_000_000);
        log.append(EventType.COMMIT, 1_000, "anna", List.of());
        log.append(EventType.COMMIT, Duration.ofDays(3_650).toMillis(), "anna", List.of());
        log.expire();
        assertThat(replay(log, 0, 10)).hasSize(2);
    }

    @Test
    void aNumberThatNoEventHasYetIsTold() {
        EventLog log = new EventLog(HistoryRetention.DEFAULT);
        log.append(EventType.COMMIT, 1, "anna", List.of());
        assertThat(log.resume(new EventNumber(2), 10)).isEqualTo(new Resume.Ahead(new EventNumber(1)));
        assertThat(replay(log, 1, 10)).isEmpty();
    }

    @Test
    void anEventIsSeenWhenItIsShownAndNotBefore() {
        long[] shown = {4};
        EventLog log = new EventLog(HistoryRetention.DEFAULT, new EventNumber(4), 7, System::nanoTime, () -> shown[0]);
        assertThat(log.append(EventType.COMMIT, 1, "anna", List.of())).isEqualTo(new EventNumber(5));
        assertThat(log.last()).isEqualTo(new EventNumber(4));
        assertThat(replay(log, 4, 10)).isEmpty();
        shown[0] = 5;
        assertThat(replay(log, 4, 10)).hasSize(1);
    }

    @Test
    void onlyWhatWasLeftBehindIsARoot() {
        EventLog log = new EventLog(HistoryRetention.DEFAULT);
        log.append(EventType.COMMIT, 1, "a", List.of(RefUpdate.create(MAIN, id(1))));
        log.append(EventType.COMMIT, 2, "a", List.of(RefUpdate.fastForward(MAIN, id(1), id(2))));
        log.append(EventType.PUSH, 3, "a", List.of(RefUpdate.move(MAIN, id(2), id(3))));
        log.append(EventType.BRANCH, 4, "a", List.of(RefUpdate.delete(MAIN, id(3))));
        List<ObjectId> roots = new ArrayList<>();
        log.forEachLeftBehind(roots::add);
        assertThat(roots).containsExactly(id(2), id(3));
    }

    @Test
    void aReaderBesideTheWriterSeesEveryNumberOnceAndInOrder() throws InterruptedException {
        EventLog log = new EventLog(new HistoryRetention(Duration.ofDays(1), 1 << 14));
        int count = 200_000;
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 1; i <= count; i++)
                log.append(EventType.COMMIT, i, "a", List.of(RefUpdate.create(MAIN, id(i))));
        });
        long seen = 0;
        while (seen < count) {
            switch (log.resume(new EventNumber(seen), 512)) {
                case Resume.Ahead ahead -> throw new AssertionError(ahead);
                case Resume.Gap(EventNumber oldest) -> {
                    assertThat(oldest.value()).isGreaterThan(seen + 1);
                    seen = oldest.value() - 1;
                }
                case Resume.Replay(List<Event> events) -> {
                    for (Event event : events) {
                        assertThat(event.number().value()).isEqualTo(++seen);
                        assertThat(event.refs().getFirst().newId()).isEqualTo(id((int) seen));
                    }
                }
            }
        }
        writer.join();
        assertThat(log.last().value()).isEqualTo(count);
    }

    private static List<Event> replay(EventLog log, long seen, int limit) {
        return ((Resume.Replay) log.resume(new EventNumber(seen), limit)).events();
    }

    private static RefName branch(String name) {
        return RefName.branch(name).orElseThrow();
    }

    private static ObjectId id(int i) {
        return new ObjectId(i, i, i, i, i);
    }
}
