package io.memgit.core.repo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the memory of repositories within its budget. What lives on disk as well and was not used
 * for
 * the longest time goes out first: what is hot is folded to files, and what was read from files is
 * forgotten. The next use reads it again, and nobody notices but by the time it takes.
 *
 * <p>
 * A repository in use, which is one that somebody holds a lease on, stays, but for its hot objects
 * when nothing else makes room. One that lives in memory alone stays, and so do all refs and
 * events.
 * When that is too much, {@link MemoryBudget} says so, and nothing new is taken.
 */
public final class Pool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Less is not worth a pack: reads look through one after another until a fold. */
    private static final long LEAST_TO_OFFLOAD = 1 << 20;

    /**
     * When repositories go out of memory.
     *
     * @param repositories
     *            so many may be in memory that live on disk
     * @param idle
     *            what was not used for so long goes
     * @param interval
     *            how often is looked for these; the memory is looked at more often
     */
    public record Bounds(int repositories, Duration idle, Duration interval) {}

    /**
     * How the pool is.
     *
     * @param total
     *            all repositories
     * @param active
     *            those in memory that were used lately
     * @param idle
     *            all others
     * @param evicted
     *            how often one has gone out of memory since the start
     * @param memoryBytes
     *            what they take
     * @param limitBytes
     *            what they may take
     * @param diskBytes
     *            their files
     */
    public record Stats(int total, int active, int idle, long evicted, long memoryBytes, long limitBytes,
            long diskBytes) {}

    /**
     * What went out of memory.
     *
     * @param repositories
     *            how many
     * @param bytes
     *            what they took
     */
    public record Cleaned(int repositories, long bytes) {}

    private final Repositories repositories;
    private final MemoryBudget budget;
    private final Bounds bounds;
    private final LongSupplier diskBytes;
    private final LongSupplier nanos;
    private final AtomicLong evicted = new AtomicLong();
    private final ReentrantLock cleaning = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;

    /**
     * @param budget
     *            the one that {@code repositories} asks
     * @param diskBytes
     *            tells how long all files are
     * @param nanos
     *            the clock by which repositories were used
     */
    public Pool(Repositories repositories, MemoryBudget budget, Bounds bounds, LongSupplier diskBytes,
            LongSupplier nanos) {
        this.repositories = repositories;
        this.budget = budget;
        this.bounds = bounds;
        this.diskBytes = diskBytes;
        this.nanos = nanos;
    }

    /** Begins to look after the memory, on a thread of its own. */
    public void start() {
        Thread.ofPlatform().daemon().name("pool").start(this::run);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How the pool is now. */
    public Stats stats() {
        List<MemoryRepository> all = repositories.all();
        long now = nanos.getAsLong();
        int active = (int) all.stream().filter(r -> r.isResident() && now - r.usedNanos() < idleNanos()).count();
        return new Stats(all.size(), active, all.size() - active, evicted.get(), memoryOf(all), budget.bytes(),
                diskBytes.getAsLong());
    }

    /** Has everything go out of memory that is over one of the bounds. Blocks until it is done. */
    public Cleaned cleanup() {
        cleaning.lock();
        try {
            List<MemoryRepository> all = repositories.all();
            long before = memoryOf(all);
            List<MemoryRepository> leaving = new ArrayList<>(all.stream()
                    .filter(r -> !r.memoryOnly() && r.isResident())
                    .sorted(Comparator.comparingLong((MemoryRepository r) -> r.usedNanos() - nanos.getAsLong()))
                    .toList());
            int tooMany = leaving.size() - bounds.repositories();
            long memory = before;
            int count = 0;
            for (MemoryRepository repository : leaving) {
                boolean idle = nanos.getAsLong() - repository.usedNanos() >= idleNanos();
                if (!idle && tooMany <= 0 && memory <= budget.bytes())
                    break;
                if (!evict(repository))
                    continue;
                count++;
                tooMany--;
                memory = memoryOf(all);
            }
            memory = offload(all, memory);
            budget.taken(memory);
            return new Cleaned(count, Math.max(0, before - memory));
        } finally {
            cleaning.unlock();
        }
    }

    /**
     * What cannot go out, because somebody uses it or a fold failed, has its hot objects go to files.
     */
    private long offload(List<MemoryRepository> all, long taken) {
        if (taken <= budget.bytes())
            return taken;
        List<MemoryRepository> hottest = all.stream()
                .filter(r -> !r.memoryOnly() && r.objects().hotBytes() >= LEAST_TO_OFFLOAD)
                .sorted(Comparator.comparingLong((MemoryRepository r) -> r.objects().hotBytes()).reversed())
                .toList();
        long memory = taken;
        for (MemoryRepository repository : hottest) {
            if (memory <= budget.bytes())
                break;
            offload(repository);
            memory = memoryOf(all);
        }
        return memory;
    }

    private static void offload(MemoryRepository repository) {
        try {
            repository.offload();
        } catch (IOException | RuntimeException e) {
            LOG.error("the hot objects of {} stay in memory", repository.name(), e);
        }
    }

    private boolean evict(MemoryRepository repository) {
        try {
            if (!repository.evict(NullProgressMonitor.INSTANCE))
                return false;
            evicted.incrementAndGet();
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.error("cannot take {} out of memory", repository.name(), e);
            return false;
        }
    }

    private long idleNanos() {
        return bounds.idle().toNanos();
    }

    /** What forks share counts once. */
    private static long memoryOf(List<MemoryRepository> all) {
        Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        long bytes = 0;
        for (MemoryRepository repository : all)
            bytes += repository.memoryBytes(counted);
        return bytes;
    }

    private void run() {
        long cleanedNanos = nanos.getAsLong();
        while (waitALittle()) {
            try {
                long memory = memoryOf(repositories.all());
                budget.taken(memory);
                boolean due = nanos.getAsLong() - cleanedNanos >= bounds.interval().toNanos();
                if (!due && memory <= budget.bytes())
                    continue;
                cleanedNanos = nanos.getAsLong();
                cleanup();
            } catch (RuntimeException e) {
                LOG.error("the memory of repositories could not be looked at", e);
            }
        }
    }

    /** False when it is over. */
    private boolean waitALittle() {
        lock.lock();
        try {
            long left = LOOK.toNanos();
            while (!closed && left > 0)
                left = closing.awaitNanos(left);
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
