package io.memgit.core.sequencer;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What an operation comes to.
 *
 * @param oldHead
 *            where the branch pointed before
 * @param newHead
 *            where it points now
 * @param tree
 *            of the new head
 * @param filesChanged
 *            how many paths differ between the two heads
 * @param rewritten
 *            the commits that were made anew, oldest first
 */
public record Made(Result result, ObjectId oldHead, ObjectId newHead, ObjectId tree, int filesChanged,
        List<Rewritten> rewritten) {

    /** What it was that happened. */
    public enum Result {
        /** The branch was moved forward. */
        FAST_FORWARD,
        /** Commits were made. */
        MERGED,
        /** One commit was made out of many. */
        SQUASHED,
        /** There was nothing to do. */
        ALREADY_UP_TO_DATE
    }

    /** Copies the list. */
    public Made {
        rewritten = List.copyOf(rewritten);
    }
}
