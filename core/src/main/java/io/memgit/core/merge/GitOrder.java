package io.memgit.core.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Gives the keys of a map in the order in which Git's hash maps do. Where candidates for a rename
 * are
 * equally good the first one wins, so that Git's choice depends on the order in which it comes
 * across them, and with it where an edit ends up.
 */
final class GitOrder {

    private static final int FIRST_BUCKETS = 64;
    private static final int GROWTH = 4;
    private static final int PERCENT_FULL = 80;
    private static final int SEED = 0x811c9dc5;
    private static final int PRIME = 0x01000193;

    private List<Deque<String>> buckets = buckets(FIRST_BUCKETS);
    private int count;

    private GitOrder() {}

    /**
     * The same keys, in that order.
     *
     * @param keys
     *            in the order in which they came in
     */
    static List<String> of(Collection<String> keys) {
        if (keys.size() <= 1)
            return List.copyOf(keys);
        GitOrder order = new GitOrder();
        keys.forEach(order::add);
        List<String> ordered = new ArrayList<>(keys.size());
        order.buckets.forEach(ordered::addAll);
        return ordered;
    }

    /** The key of the largest number, of several the one that comes first. */
    static String ofMost(Map<String, Integer> numbers) {
        String most = "";
        int largest = 0;
        for (String key : of(numbers.keySet())) {
            int number = numbers.getOrDefault(key, 0);
            if (number > largest) {
                largest = number;
                most = key;
            }
        }
        return most;
    }

    private static List<Deque<String>> buckets(int size) {
        return IntStream.range(0, size).<Deque<String>>mapToObj(_ -> new ArrayDeque<>(1)).toList();
    }

    private void add(String key) {
        bucket(key).push(key);
        if (++count * 100L > buckets.size() * (long) PERCENT_FULL)
            grow();
    }

    private Deque<String> bucket(String key) {
        int hash = SEED;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash * PRIME) ^ key.charAt(i);
        }
        return buckets.get(hash & (buckets.size() - 1));
    }

    private void grow() {
        List<Deque<String>> old = buckets;
        buckets = buckets(old.size() * GROWTH);
        for (Deque<String> each : old) {
            each.forEach(key -> bucket(key).push(key));
        }
    }
}
