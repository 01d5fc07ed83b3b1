package io.memgit.server.combining;

import io.memgit.core.sequencer.Made;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What a cherry-pick did.
 *
 * @param originalCommit
 *            the last commit that was picked
 * @param newCommit
 *            what became of it, where the branch points now
 * @param hash
 *            the same
 * @param commits
 *            all that were picked, in order
 * @param filesChanged
 *            how many files differ from before
 */
record PickAnswer(ObjectId originalCommit, ObjectId newCommit, ObjectId hash, List<Renewed> commits,
        int filesChanged, ObjectId oldHead, ObjectId newHead) {

    static PickAnswer of(Made made) {
        return new PickAnswer(made.rewritten().getLast().oldId(), made.newHead(), made.newHead(),
                Renewed.of(made.rewritten()), made.filesChanged(), made.oldHead(), made.newHead());
    }
}
