package io.memgit.core.workspace;

import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.commit.DeclinedException;
import io.memgit.core.commit.FileAction;
import io.memgit.core.workspace.TreeChanges.Version;
import io.memgit.core.workspace.Workspaces.Staging;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/** What is done to the files of a workspace, in its two layers. */
final class FileEdits {

    private final Layer layer;

    FileEdits(Layer layer) {
        this.layer = layer;
    }

    /** A workspace after an edit. */
    record Result(Workspace workspace, int filesChanged) {}

    /** Takes steps on the work tree, and stages the files that they name. */
    Result take(Workspace before, List<FileAction> actions, Staging staging) throws DeclinedException {
        Layer.Edited work = layer.apply(before.work(), actions);
        Workspace edited = before.with(before.index(), work.tree());
        if (staging == Staging.WORK_TREE)
            return new Result(edited, work.filesChanged());
        if (before.index().equals(before.work()))
            return new Result(before.with(work.tree(), work.tree()), work.filesChanged());
        Map<String, Version> named = new LinkedHashMap<>();
        for (FileAction action : actions) {
            if (action instanceof FileAction.Move move)
                named.put(move.from(), layer.find(work.tree(), move.from()));
            named.put(action.path(), layer.find(work.tree(), action.path()));
        }
        return new Result(edited.with(layer.set(before.index(), named), work.tree()), work.filesChanged());
    }

    /** Stages files as the work tree has them. */
    Workspace stage(Workspace before, List<String> paths) throws DeclinedException {
        Map<String, Version> staged = new LinkedHashMap<>();
        for (String path : paths) {
            Version now = layer.find(before.work(), path);
            if (!now.isThere() && !layer.find(before.index(), path).isThere())
                throw new DeclinedException(Reason.FILE_NOT_FOUND, path, "there is no file " + path);
            staged.put(path, now);
        }
        return before.with(layer.set(before.index(), staged), before.work());
    }

    /** Moves a file in both layers: what was staged of it stays staged. */
    Result move(Workspace before, FileAction.Move move) throws DeclinedException {
        Layer.Edited work = layer.apply(before.work(), List.of(move));
        Version staged = layer.find(before.index(), move.from());
        if (!staged.isThere())
            return new Result(before.with(before.index(), work.tree()), work.filesChanged());
        Map<String, Version> moved = new LinkedHashMap<>();
        moved.put(move.from(), Version.NONE);
        moved.put(move.path(), staged);
        return new Result(before.with(layer.set(before.index(), moved), work.tree()), work.filesChanged());
    }

    /** Removes a file from both layers. */
    Workspace remove(Workspace before, FileAction.Delete removal) throws DeclinedException {
        String path = removal.path();
        boolean staged = layer.find(before.index(), path).isThere();
        boolean there = layer.find(before.work(), path).isThere();
        if (!staged && !there)
            throw new DeclinedException(Reason.FILE_NOT_FOUND, path, "there is no file " + path);
        ObjectId work = there ? layer.apply(before.work(), List.of(removal)).tree() : before.work();
        ObjectId index = staged
                ? layer.set(before.index(), Map.of(path, Version.NONE))
                : before.index();
        return before.with(index, work);
    }
}
