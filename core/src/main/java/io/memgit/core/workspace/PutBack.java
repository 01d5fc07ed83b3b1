package io.memgit.core.workspace;

import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.commit.DeclinedException;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.workspace.TreeChanges.Row;
import io.memgit.core.workspace.TreeChanges.Version;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Puts a stash back: its change is carried over to what is staged. What comes of it is not staged,
 * except for files that are new.
 */
final class PutBack {

    private final MemoryRepository repository;
    private final Layer layer;
    private final Carry carry;

    PutBack(MemoryRepository repository, Layer layer, Carry carry) {
        this.repository = repository;
        this.layer = layer;
        this.carry = carry;
    }

    Workspace into(Workspace workspace, Stash stash)
            throws IOException, DeclinedException, Carry.ConflictedException {
        List<ObjectId> parents = Workspace.parentsOf(repository, stash.commit());
        ObjectId from = Workspace.treeOf(repository, parents.getFirst());
        ObjectId to = Workspace.treeOf(repository, stash.commit());
        ObjectId merged = carry.over(from, workspace.index(), to);
        Map<String, Version> changed = new LinkedHashMap<>();
        Map<String, Version> fresh = new LinkedHashMap<>();
        for (Layer.Difference each : layer.between(workspace.index(), merged)) {
            requireUntouched(workspace, each.path(), each.before());
            changed.put(each.path(), each.after());
            if (!each.before().isThere())
                fresh.put(each.path(), each.after());
        }
        if (parents.size() > PutAside.UNTRACKED)
            addUntracked(workspace, Workspace.treeOf(repository, parents.get(PutAside.UNTRACKED)), changed);
        return workspace.with(layer.set(workspace.index(), fresh), layer.set(workspace.work(), changed));
    }

    // What is not staged would be lost without a trace.
    private void requireUntouched(Workspace workspace, String path, Version staged) throws DeclinedException {
        boolean blocked = !staged.isThere() && (layer.isDirectory(workspace.work(), path)
                || layer.fileAbove(workspace.work(), path).isPresent());
        if (blocked || !layer.find(workspace.work(), path).equals(staged))
            throw overwritten(path);
    }

    private void addUntracked(Workspace workspace, ObjectId tree, Map<String, Version> changed)
            throws IOException, DeclinedException {
        for (Row row : TreeChanges.between(repository, Workspace.EMPTY_TREE, tree)) {
            String path = row.path();
            boolean there = layer.find(workspace.work(), path).isThere() || layer.isDirectory(workspace.work(), path)
                    || layer.fileAbove(workspace.work(), path).isPresent();
            if (there || changed.containsKey(path))
                throw overwritten(path);
            changed.put(path, row.of(1));
        }
    }

    private static DeclinedException overwritten(String path) {
        return new DeclinedException(Reason.CONFLICT, path, "the changes of " + path
                + " that are not staged would be overwritten by the stash");
    }
}
