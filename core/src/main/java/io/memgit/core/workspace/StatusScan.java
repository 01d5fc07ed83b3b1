package io.memgit.core.workspace;

import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.workspace.Status.FileStatus;
import io.memgit.core.workspace.TreeChanges.Row;
import io.memgit.core.workspace.TreeChanges.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;

/** Compares base, index and work tree of a workspace in one walk. */
final class StatusScan {

    private static final int BASE = 0;
    private static final int INDEX = 1;
    private static final int WORK = 2;

    private final List<String> staged = new ArrayList<>();
    private final List<String> modified = new ArrayList<>();
    private final List<String> untracked = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private final List<FileStatus> changes = new ArrayList<>();

    private StatusScan() {}

    static Status of(MemoryRepository repository, Workspace workspace) throws IOException {
        StatusScan scan = new StatusScan();
        for (Row row : rows(repository, workspace))
            scan.add(row);
        return new Status(workspace.branch().shortName(), scan.staged, scan.modified, scan.untracked, scan.deleted,
                scan.changes);
    }

    /** What differs anywhere: base, index and work tree, in this order. */
    static List<Row> rows(MemoryRepository repository, Workspace workspace) throws IOException {
        return TreeChanges.between(repository, workspace.baseTree(), workspace.index(), workspace.work());
    }

    private void add(Row row) {
        Version base = row.of(BASE);
        Version index = row.of(INDEX);
        Version work = row.of(WORK);
        if (!base.equals(index))
            staged.add(row.path());
        if (!index.isThere() && work.isThere())
            untracked.add(row.path());
        else if (index.isThere() && !work.isThere())
            deleted.add(row.path());
        else if (!index.equals(work))
            modified.add(row.path());
        changes.add(new FileStatus(row.path(), word(base, index, work)));
    }

    private static String word(Version base, Version index, Version work) {
        if (!work.isThere())
            return base.isThere() || index.isThere() ? "deleted" : "modified";
        if (!base.isThere())
            return index.isThere() ? "added" : "untracked";
        return type(base) == type(work) ? "modified" : "type_changed";
    }

    private static int type(Version version) {
        return version.mode() & FileMode.TYPE_MASK;
    }
}
