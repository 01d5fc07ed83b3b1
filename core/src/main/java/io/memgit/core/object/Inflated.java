package io.memgit.core.object;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What was lately read out of packs, inflated: the bases that the next delta is likely to need, and
 * what is read again and again. One for the whole JVM, of at most {@value #LIMIT_BYTES} bytes; the
 * entries of packs that are gone make room like all others.
 */
final class Inflated {

    static final Inflated CACHE = new Inflated();

    /** The most that is kept, in bytes. */
    static final int LIMIT_BYTES = 16 << 20;

    private static final int MAX_OBJECT_BYTES = 256 << 10;
    private static final int SLOTS = 8 << 10;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    /** An object as it came out of the pack with this number, at this offset. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entry(long pack, long offset, int type, byte[] content) {}

    private final AtomicReferenceArray<@Nullable Entry> slots = new AtomicReferenceArray<>(SLOTS);
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger hand = new AtomicInteger();

    private Inflated() {}

    @Nullable
    Entry get(long pack, long offset) {
        Entry entry = slots.get(slot(pack, offset));
        return entry != null && entry.offset == offset && entry.pack == pack ? entry : null;
    }

    void put(Entry entry) {
        if (entry.content.length > MAX_OBJECT_BYTES)
            return;
        replace(slot(entry.pack, entry.offset), entry);
        while (bytes.get() > LIMIT_BYTES)
            replace(hand.getAndIncrement() & (SLOTS - 1), null);
    }

    /** How much is kept, in bytes. */
    long bytes() {
        return bytes.get();
    }

    private void replace(int slot, @Nullable Entry by) {
        Entry old = slots.getAndSet(slot, by);
        bytes.addAndGet((by == null ? 0L : by.content.length) - (old == null ? 0L : old.content.length));
    }

    private static int slot(long pack, long offset) {
        return (int) (((pack * 31 + offset) * SPREAD) >>> 40) & (SLOTS - 1);
    }
}
