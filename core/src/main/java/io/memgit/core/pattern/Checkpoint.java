package io.memgit.core.pattern;

/** Is passed now and then by long work, and may throw to end it. */
@FunctionalInterface
public interface Checkpoint {

    /** Goes on, or throws what ends the work. */
    void pass();
}
