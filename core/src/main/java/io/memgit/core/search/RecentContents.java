package io.memgit.core.search;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Trees and blobs that searches lately read out of packs, for the next search. What the last
 * searches
 * used is not given up for something new, so that a search through more than there is room for
 * finds
 * a part of it here every time.
 */
final class RecentContents {

    /** What an entry takes besides its bytes, about. */
    private static final int ENTRY_BYTES = 120;
    /** So many searches have to pass before something may go that was used. */
    private static final int REST = 4;

    private final long capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ObjectId, Entry> entries = new LinkedHashMap<>();
    private long bytes;
    private long search;

    private static final class Entry {
        final byte[] content;
        long usedBy;

        Entry(byte[] content, long usedBy) {
            this.content = content;
            this.usedBy = usedBy;
        }

        long size() {
            return content.length + (long) ENTRY_BYTES;
        }
    }

    RecentContents(long capacity) {
        this.capacity = capacity;
    }

    /** A search begins. */
    void begin() {
        lock.lock();
        try {
            search++;
        } finally {
            lock.unlock();
        }
    }

    byte @Nullable [] get(AnyObjectId id) {
        lock.lock();
        try {
            Entry entry = entries.get(id);
            if (entry == null)
                return null;
            entry.usedBy = search;
            return entry.content;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a content if there is room, or something that was not used for a while. */
    void put(AnyObjectId id, byte[] content) {
        lock.lock();
        try {
            Entry entry = new Entry(content, search);
            if (entry.size() > capacity / 4 || entries.containsKey(id.toObjectId()))
                return;
            makeRoom(entry.size());
            if (bytes + entry.size() > capacity)
                return;
            entries.put(id.toObjectId(), entry);
            bytes += entry.size();
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom(long size) {
        Iterator<Entry> oldest = entries.values().iterator();
        while (bytes + size > capacity && oldest.hasNext()) {
            Entry entry = oldest.next();
            // The first were put in first: as long as these are in use, the others are as well.
            if (search - entry.usedBy < REST)
                return;
            bytes -= entry.size();
            oldest.remove();
        }
    }

    void clear() {
        lock.lock();
        try {
            entries.clear();
            bytes = 0;
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}
