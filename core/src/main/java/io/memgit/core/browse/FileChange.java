package io.memgit.core.browse;

import java.util.Optional;

/**
 * A changed file, once renames have been looked for.
 *
 * @param change
 *            what changed; of a renamed file the path is the new one
 * @param oldPath
 *            where a renamed file was before
 * @param score
 *            how alike a renamed file's contents are, in 60,000ths
 */
record FileChange(Change change, Optional<GitPath> oldPath, int score) {

    static FileChange plain(Change change) {
        return new FileChange(change, Optional.empty(), 0);
    }

    /** In percent, rounded down. */
    int similarity() {
        return score * 100 / Similarity.SAME;
    }

    GitPath before() {
        return oldPath.orElse(change.path());
    }

    DiffStatus status() {
        if (oldPath.isPresent())
            return DiffStatus.RENAMED;
        if (change.isAdded())
            return DiffStatus.ADDED;
        if (change.isDeleted())
            return DiffStatus.DELETED;
        return EntryMode.sameType(change.oldMode(), change.newMode()) ? DiffStatus.MODIFIED : DiffStatus.TYPE_CHANGED;
    }
}
