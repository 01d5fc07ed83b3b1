package io.memgit.core.ref;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * All refs of a repository at one moment: an immutable map in the order of the names.
 *
 * <p>
 * Every change gives a new map that shares all but one path of nodes with the old one, so that a
 * snapshot of a million refs is a pointer and a change costs a few hundred bytes:
 *
 * <pre>
 *   map 7 ──► [ a… | h… | r… ]      map 8 = map 7.with(h2)  ──► [ a… | h…' | r… ]
 *               │     │    │                                      │     │     │
 *               ▼     ▼    ▼                                  (shared)  ▼  (shared)
 *              leaf  leaf leaf                                      new leaf
 * </pre>
 *
 * Safe for any number of readers; there is nothing to lock.
 */
public final class RefMap {

    /** No refs at all. */
    public static final RefMap EMPTY = new RefMap(RefNode.empty());

    private final RefNode top;

    private RefMap(RefNode top) {
        this.top = top;
    }

    /**
     * A map of these refs; much quicker than putting one after another into an empty one.
     *
     * @param sorted
     *            by name, each name once
     * @throws IllegalArgumentException
     *             when they are not
     */
    public static RefMap of(List<RefEntry> sorted) {
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).name().value().compareTo(sorted.get(i).name().value()) >= 0)
                throw new IllegalArgumentException("refs that are not in order at " + sorted.get(i).name());
        }
        return new RefMap(RefNode.of(sorted));
    }

    /** How many refs there are. */
    public int size() {
        return top.count();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return top.count() == 0;
    }

    /** The ref of this name, or null. */
    public @Nullable RefEntry get(RefName name) {
        return top.get(PackedNames.key(name.value()));
    }

    /** What the ref of this name points to, or the zero id when there is no such ref. */
    public ObjectId idOf(RefName name) {
        RefEntry entry = top.get(PackedNames.key(name.value()));
        return entry == null ? ObjectId.zeroId() : entry.id();
    }

    /** This map with {@code entry} put in the place of any other of its name. */
    public RefMap with(RefEntry entry) {
        return new RefMap(RefNode.root(top.with(PackedNames.key(entry.name().value()), entry)));
    }

    /** This map without the ref {@code name}. */
    public RefMap without(RefName name) {
        RefNode rest = top.without(PackedNames.key(name.value()));
        return rest == top ? this : new RefMap(RefNode.root(rest));
    }

    /**
     * A ref that stands in the way of {@code name}, because one would have to be the folder of the
     * other ({@code a} and {@code a/b}). {@code name} itself never does.
     */
    public Optional<RefName> blocking(RefName name) {
        byte[] key = PackedNames.key(name.value());
        int lastSlash = key.length - 1;
        while (lastSlash >= 0 && key[lastSlash] != '/')
            lastSlash--;
        if (top.isClearlyFree(key, Arrays.copyOf(key, lastSlash + 1)))
            return Optional.empty();
        byte[] folder = Arrays.copyOf(key, key.length + 1);
        folder[key.length] = '/';
        RefEntry below = top.firstWith(folder);
        if (below != null)
            return Optional.of(below.name());
        // The first two components are refs/heads and the like, never a ref.
        int slash = slashAfter(key, slashAfter(key, -1));
        while ((slash = slashAfter(key, slash)) >= 0) {
            RefEntry above = top.get(Arrays.copyOf(key, slash));
            if (above != null)
                return Optional.of(above.name());
        }
        return Optional.empty();
    }

    /** Where the next slash stands after {@code at}, or -1. */
    private static int slashAfter(byte[] key, int at) {
        for (int i = at + 1; i < key.length; i++) {
            if (key[i] == '/')
                return i;
        }
        return -1;
    }

    /** The refs whose names are not before {@code start}, in order. */
    public Iterator<RefEntry> from(String start) {
        return new RefIterator(top, start);
    }

    /** The refs whose names begin with {@code prefix}, in order. */
    public Iterable<RefEntry> withPrefix(String prefix) {
        return () -> new RefIterator(top, prefix, prefix);
    }

    /** How many refs have names that begin with {@code prefix}; costs a walk down, not a count. */
    public int countWithPrefix(String prefix) {
        return top.countBefore(PackedNames.key(prefix + Character.MAX_VALUE))
                - top.countBefore(PackedNames.key(prefix));
    }
}
