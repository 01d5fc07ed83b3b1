package io.memgit.cluster;

import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Payload;
import io.memgit.core.ledger.PayloadKind;
import io.memgit.core.ledger.RequestKey;
import io.memgit.core.name.RepoId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A state that keeps the numbers it was given, in their order: what is lost, doubled or moved
 * shows.
 */
final class Journal implements LedgerState {

    private static final Outcome NEGATIVE = new Outcome.Refused("NEGATIVE", "a number below zero");

    private final List<Long> numbers = new ArrayList<>();
    private final PayloadKind kind;
    private final List<Integer> kept = new ArrayList<>();
    private final List<Integer> recovered = new ArrayList<>();
    private final AtomicInteger snapshots = new AtomicInteger();
    private final AtomicReference<@Nullable Thread> applyThread = new AtomicReference<>();
    private final Map<Long, Runnable> failing = new ConcurrentHashMap<>();
    private volatile @Nullable CountDownLatch gate;
    private volatile @Nullable CountDownLatch writeGate;

    Journal() {
        this(PayloadKind.ACCOUNTS);
    }

    Journal(PayloadKind kind) {
        this.kind = kind;
    }

    /** A number to be kept, with so many bytes that take room in the log. */
    record Note(PayloadKind kind, long number, int padding) implements Payload {}

    static Entry note(long number) {
        return note(number, 0, null);
    }

    static Entry note(long number, int padding, @Nullable String key) {
        RequestKey once = key == null ? null : new RequestKey(key, "", RequestKey.DAY.toMillis());
        return new Entry(RepoId.META, new Actor("anna"), Math.abs(number), once,
                new Note(PayloadKind.ACCOUNTS, number, padding));
    }

    @Override
    public PayloadKind kind() {
        return kind;
    }

    @Override
    public byte[] encode(Payload payload) {
        Note note = (Note) payload;
        byte[] bytes = new byte[Long.BYTES + note.padding()];
        Arrays.fill(bytes, (byte) note.number());
        ByteBuffer.wrap(bytes).putLong(note.number());
        return bytes;
    }

    @Override
    public Payload decode(byte[] bytes) {
        return new Note(kind, ByteBuffer.wrap(bytes).getLong(), bytes.length - Long.BYTES);
    }

    @Override
    public Outcome apply(Entry entry) {
        applyThread.set(Thread.currentThread());
        await(gate);
        long number = ((Note) entry.payload()).number();
        failing.getOrDefault(number, () -> {}).run();
        if (number < 0)
            return NEGATIVE;
        synchronized (numbers) {
            numbers.add(number);
            return new Outcome.Accepted(new EventNumber(numbers.size()));
        }
    }

    /** Applying this number runs {@code failure} first. */
    void failAt(long number, Runnable failure) {
        failing.put(number, failure);
    }

    /** Applying waits from now on until the latch is counted down. */
    CountDownLatch holdApply() {
        CountDownLatch latch = new CountDownLatch(1);
        gate = latch;
        return latch;
    }

    /** Writing snapshots waits from now on until the latch is counted down. */
    CountDownLatch holdSnapshots() {
        CountDownLatch latch = new CountDownLatch(1);
        writeGate = latch;
        return latch;
    }

    private static void await(@Nullable CountDownLatch latch) {
        try {
            if (latch != null)
                latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void recovered() {
        synchronized (kept) {
            recovered.add(numbers().size());
        }
    }

    /** How many numbers there were each time that everything was applied again. */
    List<Integer> recoveries() {
        synchronized (kept) {
            return List.copyOf(recovered);
        }
    }

    List<Long> numbers() {
        synchronized (numbers) {
            return List.copyOf(numbers);
        }
    }

    int snapshots() {
        return snapshots.get();
    }

    /** How many numbers the snapshots had that came to disk, in their order. */
    List<Integer> kept() {
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }

    @Nullable
    Thread applyThread() {
        return applyThread.get();
    }

    private record Copy(List<Long> numbers, @Nullable CountDownLatch gate) implements Snapshot {
        @Override
        public void writeTo(OutputStream stream) throws IOException {
            await(gate);
            DataOutputStream out = new DataOutputStream(stream);
            out.writeInt(numbers.size());
            for (long number : numbers)
                out.writeLong(number);
            out.flush();
        }
    }

    @Override
    public Snapshot snapshot() {
        snapshots.incrementAndGet();
        return new Copy(numbers(), writeGate);
    }

    @Override
    public void snapshotKept(Snapshot snapshot) {
        synchronized (kept) {
            kept.add(((Copy) snapshot).numbers().size());
        }
    }

    @Override
    public void restore(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        synchronized (numbers) {
            numbers.clear();
            for (int left = in.readInt(); left > 0; left--)
                numbers.add(in.readLong());
        }
    }
}
