package io.memgit.core.merge;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A commit as far as a merge needs it.
 *
 * @param id
 *            its id; of a virtual one some id that no other has
 * @param tree
 *            its tree
 * @param parents
 *            its parents' ids
 * @param seconds
 *            the committer's time, 0 for a virtual one
 */
record MergeCommit(ObjectId id, ObjectId tree, List<ObjectId> parents, long seconds) {

    MergeCommit {
        parents = List.copyOf(parents);
    }
}
