package io.memgit.core.merge;

import io.memgit.core.object.ObjectView;
import io.memgit.core.object.Quarantine;
import java.io.IOException;
import org.eclipse.jgit.internal.storage.commitgraph.CommitGraph;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one merge: those it makes itself, then those that its caller has not stored yet,
 * then the repository's. What the result does not need goes with the merge.
 */
final class MergeObjects {

    private static final byte[] EMPTY = {};

    private final ObjectReader stored;
    private final Quarantine pending;
    private final Quarantine made = new Quarantine(64);

    MergeObjects(ObjectReader stored, Quarantine pending) {
        this.stored = stored;
        this.pending = pending;
    }

    byte[] tree(ObjectId id) throws IOException {
        return id.equals(ObjectId.zeroId()) || id.equals(Constants.EMPTY_TREE_ID)
                ? EMPTY
                : read(id, Constants.OBJ_TREE);
    }

    byte[] blob(ObjectId id) throws IOException {
        return id.equals(ObjectId.zeroId()) ? EMPTY : read(id, Constants.OBJ_BLOB);
    }

    byte[] commit(AnyObjectId id) throws IOException {
        return read(id, Constants.OBJ_COMMIT);
    }

    private byte[] read(AnyObjectId id, int type) throws IOException {
        ObjectView view = made.find(id);
        if (view == null)
            view = pending.find(id);
        return view == null
                ? stored.open(id, type).getCachedBytes(Integer.MAX_VALUE)
                : view.toByteArray();
    }

    /** What is written down of folded commits, or null when nothing is. */
    @Nullable
    CommitGraph commitGraph() throws IOException {
        return stored.getCommitGraph().orElse(null);
    }

    /** The length of a blob. */
    long size(ObjectId blob) throws IOException {
        ObjectView view = made.find(blob);
        if (view == null)
            view = pending.find(blob);
        return view == null ? stored.getObjectSize(blob, Constants.OBJ_BLOB) : view.length();
    }

    ObjectId insert(int type, byte[] content) {
        return made.insert(type, content);
    }

    /** Hands what this merge made of a tree, and of what the tree reaches, to the caller. */
    void keepTree(ObjectId tree) throws IOException {
        ObjectView view = made.find(tree);
        if (view == null || isStored(tree))
            return;
        pending.add(tree, view.type(), view.toByteArray());
        TreeEntries entries = new TreeEntries(view.toByteArray());
        while (entries.next()) {
            if (entries.isDirectory())
                keepTree(entries.id());
            else
                keepBlob(entries.id());
        }
    }

    /** Hands a blob to the caller if this merge made it. */
    void keepBlob(ObjectId blob) throws IOException {
        ObjectView view = made.find(blob);
        if (view != null && !isStored(blob))
            pending.add(blob, view.type(), view.toByteArray());
    }

    private boolean isStored(ObjectId id) throws IOException {
        return pending.has(id) || stored.has(id);
    }
}
