package io.memgit.server.workspaces;

import io.memgit.core.workspace.Status;
import java.util.List;

/**
 * What {@code git status} tells.
 *
 * @param staged
 *            paths that differ between base and index
 * @param modified
 *            paths that differ between index and files
 * @param untracked
 *            paths that are not in the index
 * @param deleted
 *            paths that are in the index alone
 * @param clean
 *            whether there is nothing of all that
 */
record StatusBody(String branch, List<String> staged, List<String> modified, List<String> untracked,
        List<String> deleted, boolean clean, List<Change> changes) {

    /**
     * A file that is not as its base has it.
     *
     * @param status
     *            added, modified, deleted, type_changed or untracked
     */
    record Change(String path, String status) {}

    static StatusBody of(Status status) {
        return new StatusBody(status.branch(), status.staged(), status.modified(), status.untracked(),
                status.deleted(), status.isClean(),
                status.changes().stream().map(c -> new Change(c.path(), c.status())).toList());
    }
}
