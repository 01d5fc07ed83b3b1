package io.memgit.server.combining;

import io.memgit.core.sequencer.Made;
import java.util.Locale;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What a merge did.
 *
 * @param result
 *            {@code fast_forward}, {@code merged}, {@code squashed} or {@code already_up_to_date}
 * @param commit
 *            where the target points now
 * @param tree
 *            of that commit
 * @param status
 *            always {@code merged}
 */
record MergeAnswer(String result, ObjectId commit, ObjectId tree, ObjectId oldHead, ObjectId newHead,
        int filesChanged, String status) {

    static MergeAnswer of(Made made) {
        return new MergeAnswer(made.result().name().toLowerCase(Locale.ROOT), made.newHead(), made.tree(),
                made.oldHead(), made.newHead(), made.filesChanged(), "merged");
    }
}
