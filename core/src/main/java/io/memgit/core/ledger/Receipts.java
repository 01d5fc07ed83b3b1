package io.memgit.core.ledger;

import com.google.protobuf.ByteString;
import io.memgit.core.event.EventNumber;
import io.memgit.core.name.RepoId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The receipts of the requests that were accepted under a key: part of the state of a group, like
 * what the entries changed. Its bounds are constants, since every node and every restart must
 * forget
 * the same.
 *
 * <pre>
 *   chunk [up to 1024 receipts]   chunk …   chunk (being filled)        the oldest goes as a whole
 * </pre>
 *
 * Chunks are only ever appended to, so a snapshot is a copy of the list of chunks. Looking for a
 * receipt takes no lock.
 */
public final class Receipts {

    /** As many receipts, at the most, a chunk holds. */
    static final int CHUNK = 1024;
    /** As many chunks are kept, at the most. */
    static final int MAX_CHUNKS = 64;
    /** As many bytes are kept, about; the newest chunk always is. */
    static final int MAX_BYTES = 32 << 20;
    private static final int MAX_CHUNK_BYTES = MAX_BYTES / MAX_CHUNKS;
    private static final int VERSION = 1;

    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private final Map<String, Receipt> byScope = new ConcurrentHashMap<>();
    private final AtomicLong millis = new AtomicLong();
    private long bytes;

    private static final class Chunk {
        private final List<Receipt> receipts = new ArrayList<>();
        private int bytes;
        private long untilMillis;

        boolean isFull() {
            return receipts.size() == CHUNK || bytes >= MAX_CHUNK_BYTES;
        }
    }

    /**
     * Applies an entry, unless another one was accepted under its key. Of the entries of one key, one
     * may be in here at a time.
     *
     * @throws RepeatedException
     *             when one was
     */
    public Outcome once(Entry entry, LedgerState state) {
        RequestKey key = entry.key();
        if (key == null)
            return state.apply(entry);
        long now = millis.accumulateAndGet(entry.timeMillis(), Math::max);
        if (key.use() == RequestKey.Use.TAKE_BACK) {
            Outcome outcome = state.apply(entry);
            takeBack(key.scope(), entry.target());
            return outcome;
        }
        Receipt before = find(key.scope(), now);
        if (before != null)
            throw new RepeatedException(before);
        Outcome outcome = state.apply(entry);
        if (outcome instanceof Outcome.Accepted(EventNumber number))
            add(new Receipt(key.scope(), key.fingerprint(), entry.target(), number, now, now + key.keptMillis(),
                    entry.payload().trace()));
        return outcome;
    }

    /**
     * What came of the request of this scope, or null.
     *
     * @param nowMillis
     *            what was kept until before that is not found
     */
    public @Nullable Receipt find(String scope, long nowMillis) {
        Receipt known = byScope.get(scope);
        return known == null || known.untilMillis() < nowMillis ? null : known;
    }

    /** How many receipts are kept. */
    public int count() {
        return byScope.size();
    }

    private synchronized void add(Receipt receipt) {
        forgetOld(receipt.timeMillis());
        put(receipt);
    }

    private void put(Receipt receipt) {
        Chunk last = chunks.peekLast();
        if (last == null || last.isFull()) {
            last = new Chunk();
            chunks.addLast(last);
        }
        last.receipts.add(receipt);
        last.bytes += receipt.size();
        last.untilMillis = Math.max(last.untilMillis, receipt.untilMillis());
        bytes += receipt.size();
        if (!receipt.isTakenBack())
            byScope.put(receipt.scope(), receipt);
    }

    // What stays in its chunk stands for nothing, so that chunks are the same after a restart.
    private synchronized void takeBack(String scope, RepoId target) {
        Receipt known = byScope.get(scope);
        if (known == null || !known.target().equals(target))
            return;
        byScope.remove(scope);
        for (Chunk chunk : chunks)
            chunk.receipts.replaceAll(receipt -> receipt.equals(known) ? known.takenBack() : receipt);
    }

    private void forgetOld(long nowMillis) {
        while (chunks.size() > 1 && (chunks.getFirst().untilMillis < nowMillis || bytes > MAX_BYTES
                || (chunks.size() == MAX_CHUNKS && chunks.getLast().isFull()))) {
            Chunk oldest = chunks.removeFirst();
            bytes -= oldest.bytes;
            oldest.receipts.forEach(receipt -> byScope.remove(receipt.scope(), receipt));
        }
    }

    /** Grabs what is here now; costs references to chunks only. */
    public synchronized Frozen freeze() {
        List<FrozenChunk> frozen = new ArrayList<>(chunks.size());
        chunks.forEach(chunk -> frozen.add(new FrozenChunk(chunk.receipts, chunk.receipts.size())));
        return new Frozen(frozen, millis.get());
    }

    private record FrozenChunk(List<Receipt> receipts, int used) {}

    /** The receipts at one moment. */
    public final class Frozen {
        private final List<FrozenChunk> frozen;
        private final long time;

        private Frozen(List<FrozenChunk> frozen, long time) {
            this.frozen = frozen;
            this.time = time;
        }

        /** Writes them so that {@link Receipts#restore} can read them, on any thread. */
        public void writeTo(OutputStream stream) throws IOException {
            DataOutputStream out = new DataOutputStream(stream);
            out.writeInt(VERSION);
            out.writeLong(time);
            out.writeInt(frozen.size());
            for (FrozenChunk chunk : frozen) {
                List<Receipt> receipts = copy(chunk);
                out.writeInt(receipts.size());
                for (Receipt receipt : receipts)
                    write(receipt, out);
            }
            out.flush();
        }

        // The list may be growing, and be moved for it, while it is read.
        private List<Receipt> copy(FrozenChunk chunk) {
            synchronized (Receipts.this) {
                return List.copyOf(chunk.receipts().subList(0, chunk.used()));
            }
        }
    }

    private static void write(Receipt receipt, DataOutputStream out) throws IOException {
        out.writeUTF(receipt.scope());
        out.writeUTF(receipt.fingerprint());
        out.writeLong(receipt.target().high());
        out.writeLong(receipt.target().low());
        out.writeLong(receipt.number().value());
        out.writeLong(receipt.timeMillis());
        out.writeLong(receipt.untilMillis());
        out.writeInt(receipt.trace().size());
        receipt.trace().writeTo(out);
    }

    /**
     * Reads what {@link Frozen#writeTo} wrote, chunk by chunk as they were: they are forgotten as such.
     *
     * @throws IOException
     *             when it is damaged or of a newer version
     */
    public synchronized void restore(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        int version = in.readInt();
        if (version != VERSION)
            throw new IOException("receipts of version " + version + ", this code reads " + VERSION);
        chunks.clear();
        byScope.clear();
        bytes = 0;
        millis.set(in.readLong());
        int count = bounded(in.readInt(), MAX_CHUNKS);
        for (int i = 0; i < count; i++) {
            chunks.addLast(new Chunk());
            for (int left = bounded(in.readInt(), CHUNK); left > 0; left--)
                put(read(in));
        }
    }

    private static Receipt read(DataInputStream in) throws IOException {
        String scope = in.readUTF();
        String fingerprint = in.readUTF();
        RepoId target = new RepoId(in.readLong(), in.readLong());
        EventNumber number = new EventNumber(in.readLong());
        long time = in.readLong();
        long until = in.readLong();
        byte[] trace = new byte[bounded(in.readInt(), MAX_BYTES)];
        in.readFully(trace);
        return new Receipt(scope, fingerprint, target, number, time, until, ByteString.copyFrom(trace));
    }

    private static int bounded(int value, int max) throws IOException {
        if (value < 0 || value > max)
            throw new IOException("receipts with a count of " + value);
        return value;
    }
}
