package io.memgit.core.workspace;

import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.commit.DeclinedException;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.workspace.TreeChanges.Row;
import io.memgit.core.workspace.TreeChanges.Version;
import io.memgit.core.workspace.Workspaces.ResetMode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Moves a workspace to another commit. */
final class Switching {

    private static final int BASE = 0;
    private static final int INDEX = 1;
    private static final int WORK = 2;

    private final MemoryRepository repository;
    private final Layer layer;

    Switching(MemoryRepository repository, Layer layer) {
        this.repository = repository;
        this.layer = layer;
    }

    /**
     * Goes over to a branch as {@code git switch} does: what is uncommitted comes along, and where the
     * other branch has another version of such a file, nothing is done.
     *
     * @param head
     *            of the branch, null when it has no commit yet
     */
    Workspace to(Workspace before, RefName branch, @Nullable ObjectId head) throws DeclinedException, IOException {
        ObjectId tree = head == null ? Workspace.EMPTY_TREE : Workspace.treeOf(repository, head);
        Map<String, Version> index = new LinkedHashMap<>();
        Map<String, Version> work = new LinkedHashMap<>();
        for (Row row : StatusScan.rows(repository, before)) {
            Version there = layer.find(tree, row.path());
            if (isLost(row, there, tree))
                throw new DeclinedException(Reason.CONFLICT, row.path(), "the changes of " + row.path()
                        + " would be overwritten by going over to " + branch.shortName());
            index.put(row.path(), row.of(INDEX).isThere() || row.of(BASE).isThere() ? row.of(INDEX) : there);
            work.put(row.path(), row.of(WORK));
        }
        return before.on(branch, head, tree, layer.set(tree, index), layer.set(tree, work));
    }

    private boolean isLost(Row row, Version there, ObjectId tree) {
        boolean blocked = row.of(WORK).isThere()
                && (layer.fileAbove(tree, row.path()).isPresent() || layer.isDirectory(tree, row.path()));
        if (blocked)
            return true;
        boolean untracked = !row.of(INDEX).isThere() && !row.of(BASE).isThere();
        if (untracked)
            return there.isThere() && !there.equals(row.of(WORK));
        return !there.equals(row.of(BASE)) && !there.equals(row.of(INDEX));
    }

    /** Moves the base, and the layers as {@code git reset} does; what is not tracked stays. */
    Workspace reset(Workspace before, ObjectId commit, ResetMode mode) throws DeclinedException, IOException {
        ObjectId tree = Workspace.treeOf(repository, commit);
        return switch (mode) {
            case SOFT -> before.on(before.branch(), commit, tree, before.index(), before.work());
            case MIXED -> before.on(before.branch(), commit, tree, tree, before.work());
            case HARD -> before.on(before.branch(), commit, tree, tree, withUntracked(before, tree));
        };
    }

    private ObjectId withUntracked(Workspace before, ObjectId tree) throws DeclinedException, IOException {
        Map<String, Version> kept = new LinkedHashMap<>();
        for (Row row : StatusScan.rows(repository, before)) {
            boolean untracked = !row.of(INDEX).isThere() && !row.of(BASE).isThere();
            boolean blocked = layer.find(tree, row.path()).isThere() || layer.isDirectory(tree, row.path())
                    || layer.fileAbove(tree, row.path()).isPresent();
            if (untracked && !blocked)
                kept.put(row.path(), row.of(WORK));
        }
        return layer.set(tree, kept);
    }
}
