package io.memgit.server.reading;

import io.memgit.core.browse.DiffSide;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A state of a repository that is read.
 *
 * @param ref
 *            how it was named; the default branch's short name when it was not
 * @param commit
 *            the commit; null where a tag names a tree, and in an empty repository
 * @param tree
 *            its tree; the empty one in an empty repository
 * @param fixed
 *            whether the name means the same forever
 */
public record Point(String ref, @Nullable ObjectId commit, ObjectId tree, boolean fixed) {

    /** What is read where the default branch has no commit yet. */
    static Point unborn(String branch) {
        return new Point(branch, null, Constants.EMPTY_TREE_ID, false);
    }

    /** Whether the repository, or its default branch, has no commit yet. */
    public boolean isUnborn() {
        return commit == null && tree.equals(Constants.EMPTY_TREE_ID);
    }

    /**
     * The commit, where only one will do.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             400 {@code INVALID_REF} for a tree
     */
    public ObjectId requireCommit() {
        if (commit == null)
            throw Problem.of(Code.INVALID_REF, "the revision names a tree; a commit is needed")
                    .with("ref", ref)
                    .asException();
        return commit;
    }

    /** The id to pin while a client goes from page to page. */
    public ObjectId pin() {
        return commit == null ? tree : commit;
    }

    /** This state as one side of a comparison. */
    public DiffSide side() {
        return new DiffSide(Optional.ofNullable(commit), tree);
    }
}
