package io.memgit.core.object;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a few expensive tools between two uses. They lie in slots chosen by thread and not in a
 * {@link ThreadLocal}, because a virtual thread would make new ones for each request.
 */
final class IdlePool<T> {

    private static final int SLOTS = 64;

    private final AtomicReferenceArray<@Nullable T> idle = new AtomicReferenceArray<>(SLOTS);
    private final Supplier<T> maker;

    IdlePool(Supplier<T> maker) {
        this.maker = maker;
    }

    /** A tool for this thread alone, until it is given back (or dropped, if it may be broken). */
    T take() {
        T tool = idle.getAndSet(slot(), null);
        return tool == null ? maker.get() : tool;
    }

    /** Takes back what {@link #take} gave; returns what had to make room for it, to be closed. */
    @Nullable
    T giveBack(T tool) {
        return idle.getAndSet(slot(), tool);
    }

    private static int slot() {
        return (int) Thread.currentThread().threadId() & (SLOTS - 1);
    }
}
