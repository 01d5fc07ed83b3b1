package io.memgit.core.commit;

import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.event.EventNumber;
import io.memgit.core.object.Quarantine;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A commit that is made but not on its branch yet.
 *
 * @param parent
 *            null for a root commit
 * @param oldHead
 *            where the branch must point, the zero id when it must not be there
 */
record Prepared(ObjectId commit, ObjectId tree, @Nullable ObjectId parent, ObjectId oldHead, int filesChanged,
        Quarantine objects) {

    Committed committed(EventNumber number) {
        return new Committed(commit, tree, parent, oldHead, filesChanged, number);
    }
}
