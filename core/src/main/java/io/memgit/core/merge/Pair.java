package io.memgit.core.merge;

import org.jspecify.annotations.Nullable;

/**
 * A file that one side added, deleted or renamed.
 *
 * @param oldPath
 *            where the base has it, null when it was added
 * @param old
 *            the base's version
 * @param newPath
 *            where the side has it, null when it was deleted
 * @param now
 *            the side's version
 */
record Pair(@Nullable String oldPath, Stage old, @Nullable String newPath, Stage now) {

    static Pair added(String path, Stage now) {
        return new Pair(null, Stage.NONE, path, now);
    }

    static Pair deleted(String path, Stage old) {
        return new Pair(path, old, null, Stage.NONE);
    }

    boolean isRename() {
        return oldPath != null && newPath != null;
    }
}
