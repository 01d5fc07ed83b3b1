package io.memgit.server.combining;

import io.memgit.core.sequencer.Made;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What a revert did.
 *
 * @param newCommit
 *            the commit that undoes the other one
 * @param hash
 *            the same
 */
record RevertAnswer(ObjectId revertedCommit, ObjectId newCommit, ObjectId hash, int filesChanged, ObjectId oldHead,
        ObjectId newHead) {

    static RevertAnswer of(Made made) {
        return new RevertAnswer(made.rewritten().getLast().oldId(), made.newHead(), made.newHead(),
                made.filesChanged(), made.oldHead(), made.newHead());
    }
}
