package io.memgit.core.workspace;

import io.memgit.core.commit.DeclinedException;
import io.memgit.core.commit.Identity;
import io.memgit.core.object.Quarantine;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.workspace.TreeChanges.Row;
import io.memgit.core.workspace.TreeChanges.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/** Makes a stash of a workspace, and what that leaves. */
final class PutAside {

    /** Which parent of a stash holds files that were not tracked. */
    static final int UNTRACKED = 2;

    private static final int BASE = 0;
    private static final int INDEX = 1;
    private static final int WORK = 2;
    private static final int SHORT_ID = 7;

    private final MemoryRepository repository;
    private final Layer layer;
    private final Quarantine objects;
    private final Identity person;

    PutAside(MemoryRepository repository, Layer layer, Quarantine objects, Identity person) {
        this.repository = repository;
        this.layer = layer;
        this.objects = objects;
        this.person = person;
    }

    /** A stash, and the workspace without what is in it. */
    record Made(ObjectId commit, String message, List<String> files, Workspace left) {}

    /** The stash of a workspace that has a base; empty when there is nothing to put aside. */
    Optional<Made> of(Workspace workspace, @Nullable String message, boolean includeUntracked)
            throws IOException, DeclinedException {
        Map<String, Version> tracked = new LinkedHashMap<>();
        Map<String, Version> untracked = new LinkedHashMap<>();
        List<String> files = new ArrayList<>();
        for (Row row : StatusScan.rows(repository, workspace)) {
            boolean known = row.of(BASE).isThere() || row.of(INDEX).isThere();
            (known ? tracked : untracked).put(row.path(), row.of(WORK));
            if (known ? !row.of(BASE).equals(row.of(WORK)) : includeUntracked)
                files.add(row.path());
        }
        boolean anyUntracked = includeUntracked && !untracked.isEmpty();
        if (tracked.isEmpty() && !anyUntracked)
            return Optional.empty();
        ObjectId base = workspace.baseTree();
        String on = workspace.branch().shortName() + ": " + headline(workspace.base());
        List<ObjectId> parents = new ArrayList<>(UNTRACKED + 1);
        if (workspace.base() != null)
            parents.add(workspace.base());
        parents.add(WorkInProgress.commit(objects, workspace.index(), List.copyOf(parents), person, "index on " + on));
        if (anyUntracked)
            parents.add(WorkInProgress.commit(objects, layer.set(Workspace.EMPTY_TREE, untracked), List.of(), person,
                    "untracked files on " + on));
        String said = message == null || message.isBlank()
                ? "WIP on " + on
                : "On " + workspace.branch().shortName() + ": " + message;
        ObjectId commit = WorkInProgress.commit(objects, layer.set(base, tracked), parents, person, said);
        ObjectId left = includeUntracked ? base : layer.set(base, untracked);
        return Optional.of(new Made(commit, message == null || message.isBlank() ? said : message, files,
                workspace.with(base, left)));
    }

    /** The first digits and the first line of a commit. */
    private String headline(@Nullable ObjectId commit) {
        if (commit == null)
            return "";
        byte[] raw = Workspace.commit(repository, commit).toByteArray();
        int at = RawParseUtils.commitMessage(raw, 0);
        String text = at < 0 ? "" : RawParseUtils.decode(raw, at, raw.length);
        return commit.name().substring(0, SHORT_ID) + " " + text.lines().findFirst().orElse("");
    }
}
