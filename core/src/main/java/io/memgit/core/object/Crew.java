package io.memgit.core.object;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares the work of one received pack between the thread that receives it and as many others as
 * there
 * are further processors; all packs share those. The receiving thread takes part, so work goes on
 * when
 * the others are busy elsewhere, and waits in a queue of bounded length only.
 */
final class Crew {

    /** A piece of work. */
    interface Task {

        void run() throws IOException;
    }

    private static final int HELPERS = Runtime.getRuntime().availableProcessors() - 1;
    private static final ExecutorService POOL = pool();
    private static final int MAX_WAITING = 16;
    private static final long POLL_MILLIS = 50;

    private final BooleanSupplier cancelled;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Task> waiting = new ArrayDeque<>();
    private int helping;
    private int running;
    private @Nullable Throwable failure;
    private volatile boolean stopped;

    /**
     * @param cancelled
     *            asked by the receiving thread alone
     */
    Crew(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
    }

    /** How many threads may work at once. */
    static int size() {
        return HELPERS + 1;
    }

    /** Gives a piece of work; does one itself when too many wait. */
    void submit(Task task) throws IOException {
        Task own = null;
        lock.lock();
        try {
            waiting.addLast(task);
            if (helping < HELPERS) {
                helping++;
                POOL.execute(this::help);
            }
            if (waiting.size() > MAX_WAITING || HELPERS == 0) {
                own = waiting.removeFirst();
                running++;
            }
        } finally {
            lock.unlock();
        }
        if (own != null)
            run(own);
        checkGoingOn();
    }

    /**
     * Takes part until all work is done.
     *
     * @throws IOException
     *             what the first piece of work that failed threw
     */
    void finish() throws IOException {
        for (Task task = take(); task != null; task = take())
            run(task);
        lock.lock();
        try {
            while (running > 0) {
                changed.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (cancelled.getAsBoolean())
                    stopped = true;
            }
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
            throw new PackRefusedException("the server is stopping");
        } finally {
            lock.unlock();
        }
        checkGoingOn();
    }

    /** Leaves all work that was not begun; for when there will be no {@link #finish}. */
    void abandon() {
        stopped = true;
        lock.lock();
        try {
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Ends long work in between, when somebody else failed or the push was given up. */
    void checkGoingOn() throws IOException {
        if (!stopped)
            return;
        Throwable first;
        lock.lock();
        try {
            first = failure;
        } finally {
            lock.unlock();
        }
        switch (first) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> throw new PackRefusedException("the push was given up or took too long");
        }
    }

    /** As {@link #checkGoingOn}, on the receiving thread. */
    void checkCancelled() throws IOException {
        if (cancelled.getAsBoolean())
            stopped = true;
        checkGoingOn();
    }

    private void help() {
        for (Task task = takeAsHelper(); task != null; task = takeAsHelper())
            run(task);
    }

    private @Nullable Task takeAsHelper() {
        lock.lock();
        try {
            Task task = waiting.pollFirst();
            if (task == null)
                helping--;
            else
                running++;
            return task;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Task take() {
        lock.lock();
        try {
            Task task = waiting.pollFirst();
            if (task != null)
                running++;
            return task;
        } finally {
            lock.unlock();
        }
    }

    // Whatever goes wrong is thrown again on the receiving thread.
    private void run(Task task) {
        Throwable thrown = null;
        try {
            if (!stopped)
                task.run();
        } catch (IOException | RuntimeException | Error e) {
            thrown = e;
        }
        lock.lock();
        try {
            running--;
            if (thrown != null) {
                if (failure == null)
                    failure = thrown;
                stopped = true;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static ExecutorService pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(Math.max(1, HELPERS), Math.max(1, HELPERS), 10,
                TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("receive-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
