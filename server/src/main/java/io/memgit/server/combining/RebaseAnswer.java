package io.memgit.server.combining;

import io.memgit.core.sequencer.Made;
import io.memgit.core.sequencer.Rewritten;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What a rebase did.
 *
 * @param rebasedCount
 *            how many commits were made
 * @param commits
 *            the new commits, oldest first
 * @param mapping
 *            what became of which commit; those that were melted together became the same one,
 *            those
 *            that were left out are not there
 */
record RebaseAnswer(ObjectId oldHead, ObjectId newHead, int rebasedCount, List<ObjectId> commits,
        List<Renewed> mapping) {

    static RebaseAnswer of(Made made) {
        List<ObjectId> commits = made.rewritten().stream().map(Rewritten::newId).distinct().toList();
        return new RebaseAnswer(made.oldHead(), made.newHead(), commits.size(), commits,
                Renewed.of(made.rewritten()));
    }
}
