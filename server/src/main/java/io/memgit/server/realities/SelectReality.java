package io.memgit.server.realities;

import io.memgit.core.reality.Selection;
import io.memgit.server.people.PersonBody;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to merge one reality of a set and to drop the others.
 *
 * @param winner
 *            its id or name, or
 * @param by
 *            the metric that decides; the only one there is when it is not given
 * @param order
 *            desc when it is not given: the largest value wins
 * @param target
 *            the branch it is merged into; the one it started from when it is not given
 * @param strategy
 *            merge when it is not given
 * @param message
 *            of the commit that is made
 * @param author
 *            the caller when it is not given
 */
record SelectReality(String set, @Nullable String winner, @Nullable String by, @Nullable Order order,
        @Nullable String target, @Nullable Strategy strategy, @Nullable String message, @Nullable PersonBody author) {

    /** Which value wins. */
    enum Order {
        ASC, DESC;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the winner is merged. */
    enum Strategy {
        MERGE, SQUASH, FF_ONLY, REBASE;

        Selection.Strategy strategy() {
            return Selection.Strategy.valueOf(name());
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
