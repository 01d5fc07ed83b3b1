package io.memgit.index;

import io.memgit.core.limits.ByteCount;
import io.memgit.core.search.ContentIndex;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows of blobs which pieces of three bytes they hold. What searches had to read is learnt in the
 * background, one search after the other; when there is more than there is room for, the oldest is
 * forgotten.
 */
public final class TrigramIndex implements ContentIndex, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrigramIndex.class);
    private static final int MOST_WAITING = 16;
    private static final int LARGEST_BLOB = 1 << 20;
    /** What a filter takes besides its bits, about. */
    private static final int ENTRY_BYTES = 120;
    /** Of a blob that is too large for a filter: it may hold anything. */
    private static final long[] ANYTHING = {};

    private final long capacity;
    private final Map<ObjectId, long[]> filters = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final ExecutorService learner;
    private volatile boolean closed;

    // Of the learning thread.
    private final Queue<ObjectId> oldest = new ArrayDeque<>();
    private final Trigrams trigrams = new Trigrams();

    /**
     * @param capacity
     *            how much memory the filters may take
     */
    public TrigramIndex(ByteCount capacity) {
        this.capacity = capacity.bytes();
        ThreadPoolExecutor single = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().daemon().name("index").factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        single.allowCoreThreadTimeOut(true);
        learner = single;
    }

    /** What the filters take, in bytes. */
    public long memoryBytes() {
        return bytes.get();
    }

    /** How many blobs are known. */
    public int size() {
        return filters.size();
    }

    @Override
    public Question question(List<String> anyOf) {
        int[][] wanted = anyOf.stream().map(Trigrams::hashes).toArray(int[][]::new);
        return blob -> {
            long[] filter = filters.get(blob);
            if (filter == null)
                return Answer.UNKNOWN;
            for (int[] hashes : wanted) {
                if (filter.length == 0 || Trigrams.mayHold(filter, hashes))
                    return Answer.MAYBE;
            }
            return Answer.NO;
        };
    }

    @Override
    public void learn(Repository repository, List<ObjectId> blobs) {
        // What does not fit into the queue is learnt when it is searched again.
        learner.execute(() -> learnAll(repository, blobs));
    }

    private void learnAll(Repository repository, List<ObjectId> blobs) {
        try (ObjectReader reader = repository.newObjectReader()) {
            for (ObjectId blob : blobs) {
                if (closed)
                    return;
                if (!filters.containsKey(blob))
                    remember(blob, filter(reader, blob));
            }
        } catch (MissingObjectException gone) {
            LOG.debug("a repository was given up while it was indexed", gone);
        } catch (IOException | RuntimeException e) {
            LOG.warn("the contents of a repository could not be indexed", e);
        }
    }

    private long[] filter(ObjectReader reader, ObjectId blob) throws IOException {
        ObjectLoader loader = reader.open(blob, Constants.OBJ_BLOB);
        return loader.getSize() > LARGEST_BLOB ? ANYTHING : trigrams.of(loader.getCachedBytes(LARGEST_BLOB));
    }

    private void remember(ObjectId blob, long[] filter) {
        long size = size(filter);
        if (size > capacity)
            return;
        while (bytes.get() + size > capacity) {
            ObjectId first = oldest.remove();
            long[] old = filters.remove(first);
            bytes.addAndGet(old == null ? 0 : -size(old));
        }
        filters.put(blob, filter);
        oldest.add(blob);
        bytes.addAndGet(size);
    }

    private static long size(long[] filter) {
        return ENTRY_BYTES + (long) filter.length * Long.BYTES;
    }

    /** Learns nothing more. */
    @Override
    public void close() {
        closed = true;
        learner.shutdown();
    }
}
