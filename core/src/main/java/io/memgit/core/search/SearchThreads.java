package io.memgit.core.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The threads that searches share beside their own: one fewer than there are processors. A search
 * that finds them busy does all of its work itself.
 */
final class SearchThreads {

    private static final int HELPERS = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    private static final ExecutorService POOL = pool();

    /** A part of a search that any number of threads can do at once, until nothing is left of it. */
    @FunctionalInterface
    interface Work {

        void run() throws IOException;
    }

    private SearchThreads() {}

    /** How many threads work on one search at most. */
    static int most() {
        return HELPERS + 1;
    }

    /**
     * Does {@code own} on this thread and the others on threads that are free. What is not begun when
     * {@code own} is done is not done at all.
     *
     * @throws IOException
     *             what one of them threw
     */
    static void run(Work own, List<? extends Work> others) throws IOException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Help> helping = new ArrayList<>();
        for (Work other : others) {
            Help help = new Help(other, failure);
            helping.add(help);
            POOL.execute(help);
        }
        try {
            own.run();
        } finally {
            helping.forEach(Help::end);
        }
        switch (failure.get()) {
            case null -> {
                // All went well.
            }
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /** Work that is begun by another thread, or taken back before that. */
    private static final class Help implements Runnable {
        private final AtomicReference<@Nullable Work> work;
        private final AtomicReference<@Nullable Throwable> failure;
        private final CountDownLatch done = new CountDownLatch(1);

        Help(Work work, AtomicReference<@Nullable Throwable> failure) {
            this.work = new AtomicReference<@Nullable Work>(work);
            this.failure = failure;
        }

        @Override
        public void run() {
            Work mine = work.getAndSet(null);
            if (mine == null)
                return;
            try {
                mine.run();
            } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                done.countDown();
            }
        }

        /** Returns when the work is done, or will never be begun. */
        void end() {
            if (work.getAndSet(null) != null)
                return;
            boolean interrupted = false;
            while (true) {
                try {
                    done.await();
                    break;
                } catch (InterruptedException e) {
                    // The deadline of the work is near, and what it writes to must not be left to it.
                    interrupted = true;
                }
            }
            if (interrupted)
                Thread.currentThread().interrupt();
        }
    }

    private static ExecutorService pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(HELPERS, HELPERS, 10, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().name("search-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
