package io.memgit.core.object;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds repositories in the background, one at a time in the whole process and never more than half
 * of
 * the time.
 *
 * <p>
 * Writers offer a repository when a fold of it is due. An offer costs next to nothing and may be
 * refused, because the next write will make it again: when the queue is full, when the repository
 * is
 * in it already, and for a while after its fold failed.
 */
public final class FoldScheduler implements AutoCloseable {

    /** A repository that can be folded. */
    public interface Foldable {

        /** What it is called in the log. */
        String name();

        /**
         * Folds it, if that still pays off.
         *
         * @throws IOException
         *             when something is missing or damaged
         */
        void fold(ProgressMonitor progress) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(FoldScheduler.class);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Foldable> waiting = new ArrayDeque<>();
    private final Map<Foldable, Long> failedAt = new HashMap<>();
    private final Thread thread;
    private volatile @Nullable Foldable running;
    private volatile boolean closed;

    /**
     * Starts the scheduler's daemon thread.
     *
     * @param capacity
     *            how many repositories may wait
     */
    public FoldScheduler(int capacity) {
        this.capacity = capacity;
        thread = Thread.ofPlatform().daemon().name("fold").start(this::run);
    }

    /**
     * Says that a fold is due.
     *
     * @return whether it will be done
     */
    public boolean offer(Foldable repository) {
        lock.lock();
        try {
            if (closed || waiting.size() >= capacity || waiting.contains(repository) || hasJustFailed(repository))
                return false;
            waiting.add(repository);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Stops a running fold, drops those that wait, and returns when the thread has ended. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when nothing waits and nothing runs. */
    void awaitIdle() throws InterruptedException {
        lock.lock();
        try {
            while (!waiting.isEmpty() || running != null)
                changed.await();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (Foldable next = take(); next != null; next = take()) {
                long began = System.nanoTime();
                fold(next);
                rest(System.nanoTime() - began);
            }
        } catch (InterruptedException e) {
            LOG.warn("folding in the background ended: its thread was interrupted", e);
        }
    }

    private @Nullable Foldable take() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && waiting.isEmpty())
                changed.await();
            running = waiting.poll();
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void fold(Foldable repository) {
        boolean failed = true;
        try {
            repository.fold(new UntilClosed());
            failed = false;
        } catch (IOException | RuntimeException | VirtualMachineError e) {
            // One repository's trouble, or a moment without memory, is no reason to fold no other.
            LOG.error("cannot fold {}; next try in {} s", repository.name(), AFTER_FAILURE.toSeconds(), e);
        }
        lock.lock();
        try {
            if (failed)
                failedAt.put(repository, System.nanoTime());
            running = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void rest(long nanos) throws InterruptedException {
        lock.lock();
        try {
            for (long left = nanos; left > 0 && !closed;)
                left = changed.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }

    private boolean hasJustFailed(Foldable repository) {
        failedAt.values().removeIf(at -> System.nanoTime() - at > AFTER_FAILURE.toNanos());
        return failedAt.containsKey(repository);
    }

    /** Tells a fold to stop when the scheduler is closed. */
    private final class UntilClosed extends EmptyProgressMonitor {

        @Override
        public boolean isCancelled() {
            return closed;
        }
    }
}
