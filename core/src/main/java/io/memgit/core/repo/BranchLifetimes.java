package io.memgit.core.repo;

import io.memgit.core.ref.RefName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The branches of a repository that end by themselves: an immutable map in the order of the names.
 * A change copies one chunk and the list of them, so that what readers hold stays as it is:
 *
 * <pre>
 *   [ a… | f… | r… ]
 *      │    │    │
 *      ▼    ▼    ▼
 *     a,b  f,m   r        at most 256 branches in each
 * </pre>
 */
final class BranchLifetimes {

    static final BranchLifetimes NONE = new BranchLifetimes(new Chunk[0], 0);

    private static final int MOST = 256;

    private static final class Chunk {
        private final RefName[] names;
        private final Lifetime[] lifetimes;

        Chunk(RefName[] names, Lifetime[] lifetimes) {
            this.names = names;
            this.lifetimes = lifetimes;
        }

        Chunk part(int from, int to) {
            return new Chunk(Arrays.copyOfRange(names, from, to), Arrays.copyOfRange(lifetimes, from, to));
        }

        Chunk replaced(int at, Lifetime lifetime) {
            Lifetime[] copy = lifetimes.clone();
            copy[at] = lifetime;
            return new Chunk(names, copy);
        }

        Chunk inserted(int at, RefName name, Lifetime lifetime) {
            return new Chunk(with(names, at, name), with(lifetimes, at, lifetime));
        }

        Chunk removed(int at) {
            return new Chunk(dropped(names, at), dropped(lifetimes, at));
        }
    }

    private final Chunk[] chunks;
    private final int size;

    private BranchLifetimes(Chunk[] chunks, int size) {
        this.chunks = chunks;
        this.size = size;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** How long this branch lives, or null when it does not end. */
    @Nullable
    Lifetime get(RefName name) {
        if (size == 0)
            return null;
        Chunk chunk = chunks[chunkOf(name)];
        int at = Arrays.binarySearch(chunk.names, name);
        return at < 0 ? null : chunk.lifetimes[at];
    }

    BranchLifetimes with(RefName name, Lifetime lifetime) {
        if (size == 0)
            return new BranchLifetimes(new Chunk[]{new Chunk(new RefName[]{name}, new Lifetime[]{lifetime})}, 1);
        int place = chunkOf(name);
        Chunk chunk = chunks[place];
        int at = Arrays.binarySearch(chunk.names, name);
        if (at >= 0)
            return new BranchLifetimes(put(place, chunk.replaced(at, lifetime)), size);
        Chunk wider = chunk.inserted(-1 - at, name, lifetime);
        int width = wider.names.length;
        if (width <= MOST)
            return new BranchLifetimes(put(place, wider), size + 1);
        Chunk[] more = with(chunks, place + 1, wider.part(width / 2, width));
        more[place] = wider.part(0, width / 2);
        return new BranchLifetimes(more, size + 1);
    }

    BranchLifetimes without(RefName name) {
        if (size == 0)
            return this;
        int place = chunkOf(name);
        Chunk chunk = chunks[place];
        int at = Arrays.binarySearch(chunk.names, name);
        if (at < 0)
            return this;
        if (size == 1)
            return NONE;
        boolean last = chunk.names.length == 1;
        return new BranchLifetimes(last ? dropped(chunks, place) : put(place, chunk.removed(at)), size - 1);
    }

    void forEach(BiConsumer<RefName, Lifetime> action) {
        for (Chunk chunk : chunks) {
            for (int i = 0; i < chunk.names.length; i++)
                action.accept(chunk.names[i], chunk.lifetimes[i]);
        }
    }

    /** All of them, in order. */
    List<Map.Entry<RefName, Lifetime>> entries() {
        List<Map.Entry<RefName, Lifetime>> all = new ArrayList<>(size);
        forEach((name, lifetime) -> all.add(Map.entry(name, lifetime)));
        return all;
    }

    /** The place of the last chunk that does not begin after {@code name}, or of the first one. */
    private int chunkOf(RefName name) {
        int low = 0;
        int high = chunks.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (chunks[middle].names[0].compareTo(name) <= 0)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    private Chunk[] put(int place, Chunk chunk) {
        Chunk[] copy = chunks.clone();
        copy[place] = chunk;
        return copy;
    }

    private static <T> T[] with(T[] array, int at, T element) {
        T[] wider = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, at, wider, at + 1, array.length - at);
        wider[at] = element;
        return wider;
    }

    private static <T> T[] dropped(T[] array, int at) {
        T[] narrower = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, at + 1, narrower, at, narrower.length - at);
        return narrower;
    }
}
