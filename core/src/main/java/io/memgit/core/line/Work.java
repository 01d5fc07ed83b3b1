package io.memgit.core.line;

/**
 * Counts work, and ends it when there is too much.
 *
 * @param <X>
 *            how it says so
 */
@FunctionalInterface
public interface Work<X extends Exception> {

    /** Counts some work, one for each few instructions. */
    void work(int amount) throws X;
}
