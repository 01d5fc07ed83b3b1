package io.memgit.core.commit;

import io.memgit.core.object.Quarantine;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A commit without parents, of a tree that is there already.
 *
 * @param id
 *            its id
 * @param objects
 *            the commit and nothing else
 */
public record RootCommit(ObjectId id, Quarantine objects) {

    /** The root commit of {@code tree}. */
    public static RootCommit of(ObjectId tree, Identity author, Identity committer, String message) {
        Quarantine objects = new Quarantine();
        ObjectId id = objects.insert(Constants.OBJ_COMMIT, CommitBytes.of(tree, null, author, committer, message));
        return new RootCommit(id, objects);
    }
}
