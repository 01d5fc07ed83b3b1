package io.memgit.core.sequencer;

import io.memgit.core.object.ObjectView;
import io.memgit.core.object.Quarantine;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * What one commit reaches of the objects that were made on the way to it. The rest, such as what
 * was in the middle of a rebase that melts commits together, must not come into the repository:
 * nothing there is without a ref that leads to it.
 */
final class Reached {

    private final Quarantine made;
    private final Quarantine reached;
    private final Deque<ObjectId> todo = new ArrayDeque<>();

    private Reached(Quarantine made) {
        this.made = made;
        this.reached = new Quarantine(made.count());
    }

    /** The objects among {@code made} that {@code head} reaches through others of them. */
    static Quarantine from(ObjectId head, Quarantine made) {
        Reached walk = new Reached(made);
        walk.visit(head);
        while (!walk.todo.isEmpty())
            walk.follow(walk.todo.pop());
        return walk.reached;
    }

    private void visit(ObjectId id) {
        if (reached.has(id))
            return;
        ObjectView view = made.find(id);
        if (view == null)
            return;
        reached.add(id, view.type(), view.toByteArray());
        if (view.type() != Constants.OBJ_BLOB)
            todo.push(id);
    }

    private void follow(ObjectId id) {
        ObjectView view = reached.find(id);
        if (view == null)
            throw new IllegalStateException("it was just added");
        if (view.type() == Constants.OBJ_COMMIT) {
            StoredCommit commit = StoredCommit.of(id, view);
            visit(commit.tree());
            commit.parents().forEach(this::visit);
            return;
        }
        CanonicalTreeParser tree = new CanonicalTreeParser();
        tree.reset(view.toByteArray());
        for (; !tree.eof(); tree.next(1)) {
            if (!FileMode.GITLINK.equals(tree.getEntryRawMode()))
                visit(tree.getEntryObjectId());
        }
    }
}
