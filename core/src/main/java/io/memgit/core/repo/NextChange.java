package io.memgit.core.repo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Wakes up whoever waits for something to change. All who wait share one future; where nobody does,
 * telling of a change costs one read.
 */
final class NextChange {

    private final AtomicReference<@Nullable CompletableFuture<Void>> awaited = new AtomicReference<>();

    /** Tells that something has changed. Called after the change can be seen. */
    void happened() {
        if (awaited.get() == null)
            return;
        CompletableFuture<Void> waiting = awaited.getAndSet(null);
        if (waiting != null)
            waiting.complete(null);
    }

    /**
     * Completes with the next change, or at once.
     *
     * @param already
     *            whether the change that is waited for can be seen
     */
    CompletableFuture<Void> after(BooleanSupplier already) {
        CompletableFuture<Void> next = awaited.get();
        while (next == null) {
            CompletableFuture<Void> fresh = new CompletableFuture<>();
            next = awaited.compareAndSet(null, fresh) ? fresh : awaited.get();
        }
        // Looked at after the future can be found, so that no change comes between.
        return already.getAsBoolean() ? CompletableFuture.completedFuture(null) : next;
    }
}
