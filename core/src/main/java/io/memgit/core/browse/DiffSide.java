package io.memgit.core.browse;

import io.memgit.core.browse.Resolution.Resolved;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One side of a comparison.
 *
 * @param commit
 *            the commit, if it is one
 * @param tree
 *            the tree
 */
public record DiffSide(Optional<ObjectId> commit, ObjectId tree) {

    /** The side without any file, such as what was before the first commit. */
    public static final DiffSide EMPTY = new DiffSide(Optional.empty(), Constants.EMPTY_TREE_ID);

    /** A revision that was found. */
    public static DiffSide of(Resolved revision) {
        return new DiffSide(revision.commit(), revision.tree());
    }
}
