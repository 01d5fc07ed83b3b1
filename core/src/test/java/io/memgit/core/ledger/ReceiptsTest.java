package io.memgit.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.memgit.core.event.EventNumber;
import io.memgit.core.name.RepoId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Receipts against a list of what should be there, with snapshots in between. */
class ReceiptsTest {

    private static final int KEYS = 4_000;

    /** Accepts what is even. */
    private static final class Counting implements LedgerState {
        private long applied;

        private record Weighed(int value, int weight) implements Payload {
            @Override
            public PayloadKind kind() {
                return PayloadKind.CATALOG;
            }

            @Override
            public ByteString trace() {
                return ByteString.copyFrom(new byte[weight]);
            }
        }

        @Override
        public PayloadKind kind() {
            return PayloadKind.CATALOG;
        }

        @Override
        public byte[] encode(Payload payload) {
            return new byte[0];
        }

        @Override
        public Payload decode(byte[] bytes) {
            return new Weighed(0, 0);
        }

        @Override
        public Outcome apply(Entry entry) {
            applied++;
            int value = ((Weighed) entry.payload()).value();
            return value % 2 == 0
                    ? new Outcome.Accepted(new EventNumber(applied))
                    : new Outcome.Refused("ODD", "an odd number");
        }

        @Override
        public Snapshot snapshot() {
            return out -> {};
        }

        @Override
        public void restore(InputStream in) {
            applied = 0;
        }
    }

    private record Known(String scope, long number, long until, int size) {}

    private final Counting state = new Counting();
    private Receipts receipts = new Receipts();
    private final List<Known> model = new ArrayList<>();

    private static Entry entry(String scope, long time, long kept, int value, int weight) {
        return new Entry(RepoId.META, Actor.SYSTEM, time, new RequestKey(scope, "f", kept),
                new Counting.Weighed(value, weight));
    }

    private static byte[] stored(Receipts.Frozen frozen) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        frozen.writeTo(bytes);
        return bytes.toByteArray();
    }

    private static Receipts restored(byte[] stored) throws IOException {
        Receipts copy = new Receipts();
        copy.restore(new ByteArrayInputStream(stored));
        return copy;
    }

    @Test
    void everyAcceptedKeyIsKnownUntilItsTimeIsOverWhateverSnapshotsComeBetween() throws IOException {
        Random random = new Random(5);
        long time = 0;
        for (int step = 0; step < 20_000; step++) {
            time += random.nextInt(3);
            String scope = "s" + random.nextInt(KEYS);
            long now = time;
            model.removeIf(known -> known.until() < now);
            int value = random.nextInt(4);
            Entry entry = entry(scope, time, 5_000, value, 20);
            Known before = model.stream().filter(known -> known.scope().equals(scope)).findAny().orElse(null);
            if (before == null) {
                Outcome outcome = receipts.once(entry, state);
                if (outcome instanceof Outcome.Accepted(EventNumber number))
                    model.add(new Known(scope, number.value(), time + 5_000, 20));
            } else
                assertThatThrownBy(() -> receipts.once(entry, state)).isInstanceOfSatisfying(RepeatedException.class,
                        e -> assertThat(e.receipt().number().value()).isEqualTo(before.number()));
            if (random.nextInt(2_000) == 0)
                receipts = restored(stored(receipts.freeze()));
        }
        for (Known known : model)
            assertThat(receipts.find(known.scope(), time)).isNotNull();
        assertThat(receipts.find("never", time)).isNull();
    }

    @Test
    void theOldestGoFirstAndTheSameOnesAfterARestart() throws IOException {
        int most = Receipts.CHUNK * Receipts.MAX_CHUNKS;
        for (int i = 0; i < most; i++)
            receipts.once(entry("s" + i, i, 1L << 40, 0, 0), state);
        assertThat(receipts.count()).isEqualTo(most);
        Receipts copy = restored(stored(receipts.freeze()));
        for (Receipts each : List.of(receipts, copy)) {
            each.once(entry("more", most, 1L << 40, 0, 0), state);
            assertThat(each.count()).isEqualTo(most - Receipts.CHUNK + 1);
            assertThat(each.find("s" + (Receipts.CHUNK - 1), most)).isNull();
            assertThat(each.find("s" + Receipts.CHUNK, most)).isNotNull();
        }
        assertThat(stored(copy.freeze()).length).isEqualTo(stored(receipts.freeze()).length);
    }

    @Test
    void largeOnesAreBoundedByTheirBytes() {
        for (int i = 0; i < 200; i++)
            receipts.once(entry("s" + i, i, 1L << 40, 0, 400_000), state);
        assertThat(receipts.count() * 400_000L).isBetween(Receipts.MAX_BYTES / 2L, Receipts.MAX_BYTES + 1_000_000L);
        assertThat(receipts.find("s199", 200)).isNotNull();
    }

    @Test
    void whatWasTakenBackIsGoneAndStaysGone() throws IOException {
        receipts.once(entry("a", 1, 100, 0, 0), state);
        receipts.once(entry("b", 1, 100, 0, 0), state);
        RequestKey back = new RequestKey("a", "f", 100).takenBack();
        receipts.once(new Entry(RepoId.META, Actor.SYSTEM, 2, back, new Counting.Weighed(1, 0)), state);
        Receipts copy = restored(stored(receipts.freeze()));
        assertThat(copy.find("a", 2)).isNull();
        assertThat(copy.find("b", 2)).isNotNull();
        assertThat(copy.once(entry("a", 3, 100, 0, 0), state)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aSnapshotHasWhatWasThereWhenItWasTaken() throws IOException {
        receipts.once(entry("a", 1, 100, 0, 0), state);
        Receipts.Frozen frozen = receipts.freeze();
        receipts.once(entry("b", 1, 100, 0, 0), state);
        Receipts copy = restored(stored(frozen));
        assertThat(copy.find("a", 1)).isNotNull();
        assertThat(copy.find("b", 1)).isNull();
    }

    @Test
    void damageAndNewerVersionsAreRefused() throws IOException {
        byte[] stored = stored(receipts.freeze());
        stored[3] = 9;
        assertThatThrownBy(() -> restored(stored)).isInstanceOf(IOException.class).hasMessageContaining("version 9");
        assertThatThrownBy(() -> restored(new byte[]{0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 127, 0, 0, 0}))
                .isInstanceOf(IOException.class);
    }
}
