package io.memgit.core.sequencer;

import io.memgit.core.object.Quarantine;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Objects;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** Takes objects out of a repository of git's. */
final class GitObjects {

    private final ObjectReader reader;
    private final Quarantine objects = new Quarantine();
    private final Deque<ObjectId> todo = new ArrayDeque<>();

    private GitObjects(ObjectReader reader) {
        this.reader = reader;
    }

    /** All that is reached from {@code tips}. */
    static Quarantine reachedFrom(Collection<ObjectId> tips, ObjectReader reader) throws IOException {
        GitObjects walk = new GitObjects(reader);
        walk.todo.addAll(tips);
        while (!walk.todo.isEmpty())
            walk.take(walk.todo.pop());
        return walk.objects;
    }

    private void take(ObjectId id) throws IOException {
        if (objects.has(id))
            return;
        ObjectLoader loader = reader.open(id);
        byte[] content = loader.getCachedBytes();
        objects.add(id.copy(), loader.getType(), content.clone());
        if (loader.getType() == Constants.OBJ_COMMIT) {
            StoredCommit commit = StoredCommit.of(id, Objects.requireNonNull(objects.find(id)));
            todo.push(commit.tree());
            commit.parents().forEach(todo::push);
        } else if (loader.getType() == Constants.OBJ_TREE) {
            CanonicalTreeParser tree = new CanonicalTreeParser();
            tree.reset(content);
            for (; !tree.eof(); tree.next(1)) {
                if (!FileMode.GITLINK.equals(tree.getEntryRawMode()))
                    todo.push(tree.getEntryObjectId());
            }
        }
    }
}
