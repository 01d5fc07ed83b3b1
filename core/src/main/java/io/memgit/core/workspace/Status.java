package io.memgit.core.workspace;

import java.util.List;

/**
 * What {@code git status} tells of a workspace: paths, each list in the order of the tree.
 *
 * @param branch
 *            the short name of its branch
 * @param staged
 *            what differs between base and index
 * @param modified
 *            what differs between index and work tree, and is in both
 * @param untracked
 *            what is in the work tree alone
 * @param deleted
 *            what is in the index and not in the work tree
 * @param changes
 *            all of them, each once
 */
public record Status(String branch, List<String> staged, List<String> modified, List<String> untracked,
        List<String> deleted, List<FileStatus> changes) {

    /** Copies the lists. */
    public Status {
        staged = List.copyOf(staged);
        modified = List.copyOf(modified);
        untracked = List.copyOf(untracked);
        deleted = List.copyOf(deleted);
        changes = List.copyOf(changes);
    }

    /** Whether there is nothing to commit, and nothing that could be added. */
    public boolean isClean() {
        return changes.isEmpty();
    }

    /**
     * A file that is not as its base has it.
     *
     * @param status
     *            added, modified, deleted, type_changed or untracked
     */
    public record FileStatus(String path, String status) {}
}
