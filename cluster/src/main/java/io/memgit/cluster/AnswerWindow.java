package io.memgit.cluster;

import io.memgit.core.ledger.Outcome;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last outcomes by the id of their entry, so that a repeated entry is answered and not applied
 * again. Part of the state: its bounds are constants, since every node must forget the same.
 *
 * <pre>
 *   chunk [1024 ids | outcomes]   chunk …   chunk (being filled)        the oldest goes as a whole
 * </pre>
 *
 * Chunks are only ever appended to, so a snapshot is a copy of the list of chunks.
 */
final class AnswerWindow {

    static final int CHUNK = 1024;
    static final int MAX_CHUNKS = 32;
    static final int MAX_BYTES = 16 << 20;
    private static final int MAX_CHUNK_BYTES = MAX_BYTES / MAX_CHUNKS;

    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private final Map<EntryId, Outcome> byId = new HashMap<>();

    private static final class Chunk {
        private final EntryId[] ids = new EntryId[CHUNK];
        private final Outcome[] outcomes = new Outcome[CHUNK];
        private int used;
        private int bytes;

        boolean isFull() {
            return used == CHUNK || bytes >= MAX_CHUNK_BYTES;
        }
    }

    private record FrozenChunk(Chunk chunk, int used) {}

    /** What the entry of this id was answered, or null. */
    @Nullable
    Outcome find(EntryId id) {
        return byId.get(id);
    }

    /** Remembers an answer, for a new id. */
    void add(EntryId id, Outcome outcome) {
        Chunk last = chunks.peekLast();
        if (last == null || last.isFull())
            last = begin();
        last.ids[last.used] = id;
        last.outcomes[last.used] = outcome;
        last.used++;
        last.bytes += OutcomeCodec.sizeOf(outcome);
        byId.put(id, outcome);
    }

    private Chunk begin() {
        if (chunks.size() == MAX_CHUNKS) {
            Chunk oldest = chunks.removeFirst();
            for (int i = 0; i < oldest.used; i++)
                byId.remove(oldest.ids[i]);
        }
        Chunk chunk = new Chunk();
        chunks.addLast(chunk);
        return chunk;
    }

    int size() {
        return byId.size();
    }

    /** Writes, on another thread and while others are added, what is here now. */
    Frozen freeze() {
        List<FrozenChunk> frozen = new ArrayList<>(chunks.size());
        chunks.forEach(chunk -> frozen.add(new FrozenChunk(chunk, chunk.used)));
        return new Frozen(frozen);
    }

    /** The answers at one moment. */
    static final class Frozen {
        private final List<FrozenChunk> chunks;

        private Frozen(List<FrozenChunk> chunks) {
            this.chunks = chunks;
        }

        void writeTo(OutputStream stream) throws IOException {
            DataOutputStream out = new DataOutputStream(stream);
            out.writeInt(chunks.size());
            for (FrozenChunk frozen : chunks) {
                out.writeInt(frozen.used());
                for (int i = 0; i < frozen.used(); i++) {
                    out.writeLong(frozen.chunk().ids[i].high());
                    out.writeLong(frozen.chunk().ids[i].low());
                    OutcomeCodec.write(frozen.chunk().outcomes[i], out);
                }
            }
            out.flush();
        }
    }

    /**
     * Reads what {@link Frozen#writeTo} wrote, chunk by chunk as they were: they are dropped as such.
     */
    void restore(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        chunks.clear();
        byId.clear();
        int count = bounded(in.readInt(), MAX_CHUNKS);
        for (int i = 0; i < count; i++) {
            begin();
            for (int left = bounded(in.readInt(), CHUNK); left > 0; left--)
                add(new EntryId(in.readLong(), in.readLong()), OutcomeCodec.read(in));
        }
    }

    private static int bounded(int value, int max) throws IOException {
        if (value < 0 || value > max)
            throw new IOException("a window of answers with a count of " + value);
        return value;
    }
}
