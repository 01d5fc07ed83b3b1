package io.memgit.core.reality;

import io.memgit.core.commit.Identity;
import io.memgit.core.ref.RefName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which reality of a set wins, and how it is merged.
 *
 * @param winner
 *            its id or name; null where a metric decides
 * @param by
 *            the metric; null for the only one there is
 * @param ascending
 *            whether the smallest value wins
 * @param target
 *            the branch it is merged into; empty for the one it started from
 * @param message
 *            of the commit that is made, or null
 */
public record Selection(String set, @Nullable String winner, @Nullable String by, boolean ascending,
        Optional<RefName> target, Strategy strategy, @Nullable String message, Identity author) {

    /** How the winner is merged. */
    public enum Strategy {
        /** Forward where that is enough, else by a merge commit. */
        MERGE,
        /** As one commit. */
        SQUASH,
        /** Forward, or not at all. */
        FF_ONLY,
        /** Its commits one by one on top of the target. */
        REBASE
    }
}
