package io.memgit.auth.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A map of bounded size that keeps what was used lately, for any number of threads.
 *
 * <pre>
 *   young  ── full ──►  old  ── young is full again ──►  dropped
 *     ▲                  │
 *     └── used again ────┘
 * </pre>
 *
 * Reading takes no lock. What is used at least once while {@code capacity / 2} others come in is
 * kept; what is not may be dropped.
 *
 * @param <K>
 *            immutable, with equals and hashCode
 * @param <V>
 *            what is remembered
 */
public final class RecentlySeen<K, V> {

    private final int halfCapacity;
    private volatile Generations<K, V> generations = new Generations<>(new ConcurrentHashMap<>(),
            new ConcurrentHashMap<>());

    /**
     * @param capacity
     *            the most entries, at least 2; exceeded by at most the number of threads that put at
     *            the same moment
     */
    public RecentlySeen(int capacity) {
        this.halfCapacity = Math.max(1, capacity / 2);
    }

    /** What is remembered of {@code key}, or null. */
    public @Nullable V get(K key) {
        Generations<K, V> now = generations;
        V value = now.young.get(key);
        if (value != null)
            return value;
        value = now.old.get(key);
        if (value != null && now.old.remove(key, value))
            put(key, value);
        return value;
    }

    /** Remembers {@code value}. */
    public void put(K key, V value) {
        Generations<K, V> now = generations;
        if (now.young.size() >= halfCapacity)
            now = turn(now);
        now.young.put(key, value);
    }

    /** Forgets {@code key}. */
    public void remove(K key) {
        Generations<K, V> now = generations;
        now.young.remove(key);
        now.old.remove(key);
    }

    /** How many are remembered. */
    public int size() {
        Generations<K, V> now = generations;
        return now.young.size() + now.old.size();
    }

    private synchronized Generations<K, V> turn(Generations<K, V> full) {
        if (generations == full)
            generations = new Generations<>(new ConcurrentHashMap<>(), full.young);
        return generations;
    }

    private static final class Generations<K, V> {
        private final Map<K, V> young;
        private final Map<K, V> old;

        Generations(Map<K, V> young, Map<K, V> old) {
            this.young = young;
            this.old = old;
        }
    }
}
