package io.memgit.core.repo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The hidden refs of a repository: an immutable map in the order of the names, so that those of one
 * kind and owner stand together. A change copies one chunk and the list of them.
 *
 * <pre>
 *   [ workspaces/anna/… | workspaces/ben/… | stashes/anna/… ]     at most 128 refs in each
 * </pre>
 */
public final class HiddenRefs {

    static final HiddenRefs NONE = new HiddenRefs(new HiddenRef[0][], 0, 0);

    private static final int MOST = 128;

    private final HiddenRef[][] chunks;
    private final int size;
    private final long changes;

    private HiddenRefs(HiddenRef[][] chunks, int size, long changes) {
        this.chunks = chunks;
        this.size = size;
        this.changes = changes;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /**
     * How many writes there were that changed nothing else, and so have no event that counts them.
     */
    public long changes() {
        return changes;
    }

    /** The ref of this name, or null. */
    public @Nullable HiddenRef get(HiddenName name) {
        if (size == 0)
            return null;
        HiddenRef[] chunk = chunks[chunkOf(name)];
        int at = find(chunk, name);
        return at < 0 ? null : chunk[at];
    }

    /** All refs of one kind and owner, in the order of their ids. */
    public List<HiddenRef> of(HiddenName.Kind kind, String owner) {
        List<HiddenRef> found = new ArrayList<>();
        if (size == 0)
            return found;
        HiddenName first = new HiddenName(kind, owner, "\0");
        for (int place = chunkOf(first); place < chunks.length; place++) {
            for (HiddenRef ref : chunks[place]) {
                if (ref.name().compareTo(first) < 0)
                    continue;
                if (ref.name().kind() != kind || !ref.name().owner().equals(owner))
                    return found;
                found.add(ref);
            }
        }
        return found;
    }

    /** Calls {@code action} for each ref, in order. */
    void forEach(Consumer<HiddenRef> action) {
        for (HiddenRef[] chunk : chunks) {
            for (HiddenRef ref : chunk)
                action.accept(ref);
        }
    }

    /** Gives what each ref points to. */
    void forEachCommit(Consumer<ObjectId> action) {
        forEach(ref -> {
            if (!ref.commit().equals(ObjectId.zeroId()))
                action.accept(ref.commit());
        });
    }

    /** About what they take in memory. */
    long memoryBytes() {
        long[] bytes = {0};
        forEach(ref -> bytes[0] += ref.memoryBytes());
        return bytes[0];
    }

    HiddenRefs with(HiddenRef ref) {
        if (size == 0)
            return new HiddenRefs(new HiddenRef[][]{{ref}}, 1, changes);
        int place = chunkOf(ref.name());
        HiddenRef[] chunk = chunks[place];
        int at = find(chunk, ref.name());
        if (at >= 0) {
            HiddenRef[] copy = chunk.clone();
            copy[at] = ref;
            return new HiddenRefs(put(place, copy), size, changes);
        }
        HiddenRef[] wider = inserted(chunk, -1 - at, ref);
        if (wider.length <= MOST)
            return new HiddenRefs(put(place, wider), size + 1, changes);
        HiddenRef[][] more = Arrays.copyOf(chunks, chunks.length + 1);
        System.arraycopy(chunks, place + 1, more, place + 2, chunks.length - place - 1);
        more[place] = Arrays.copyOf(wider, wider.length / 2);
        more[place + 1] = Arrays.copyOfRange(wider, wider.length / 2, wider.length);
        return new HiddenRefs(more, size + 1, changes);
    }

    HiddenRefs without(HiddenName name) {
        if (size == 0)
            return this;
        int place = chunkOf(name);
        HiddenRef[] chunk = chunks[place];
        int at = find(chunk, name);
        if (at < 0)
            return this;
        if (chunk.length > 1)
            return new HiddenRefs(put(place, dropped(chunk, at)), size - 1, changes);
        return new HiddenRefs(dropped(chunks, place), size - 1, changes);
    }

    /** The same refs after one more write that no event counts. */
    HiddenRefs changed() {
        return new HiddenRefs(chunks, size, changes + 1);
    }

    private static int find(HiddenRef[] chunk, HiddenName name) {
        int low = 0;
        int high = chunk.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = chunk[middle].name().compareTo(name);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1 - low;
    }

    /** The place of the last chunk that does not begin after {@code name}, or of the first one. */
    private int chunkOf(HiddenName name) {
        int low = 0;
        int high = chunks.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (chunks[middle][0].name().compareTo(name) <= 0)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    private HiddenRef[][] put(int place, HiddenRef[] chunk) {
        HiddenRef[][] copy = chunks.clone();
        copy[place] = chunk;
        return copy;
    }

    private static HiddenRef[] inserted(HiddenRef[] chunk, int at, HiddenRef ref) {
        HiddenRef[] wider = Arrays.copyOf(chunk, chunk.length + 1);
        System.arraycopy(chunk, at, wider, at + 1, chunk.length - at);
        wider[at] = ref;
        return wider;
    }

    private static <T> T[] dropped(T[] array, int at) {
        T[] narrower = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, at + 1, narrower, at, narrower.length - at);
        return narrower;
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(changes);
        out.writeInt(size);
        for (HiddenRef[] chunk : chunks) {
            for (HiddenRef ref : chunk)
                ref.writeTo(out);
        }
    }

    /**
     * What {@link #writeTo} wrote, some time before {@code now} by the clock that only goes forward.
     */
    static HiddenRefs read(DataInputStream in, long now) throws IOException {
        long changes = in.readLong();
        HiddenRefs refs = new HiddenRefs(new HiddenRef[0][], 0, changes);
        for (int left = in.readInt(); left > 0; left--)
            refs = refs.with(HiddenRef.read(in, now - 1));
        return refs;
    }
}
