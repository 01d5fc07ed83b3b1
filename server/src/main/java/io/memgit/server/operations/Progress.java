package io.memgit.server.operations;

import java.util.OptionalInt;

/**
 * How far an operation is.
 *
 * @param task
 *            what it is doing, for a person
 * @param done
 *            how many steps of that are done
 * @param total
 *            how many there are, where that is known
 */
public record Progress(String task, int done, OptionalInt total) {

    static final Progress NONE = new Progress("", 0, OptionalInt.empty());
}
