package io.memgit.core.browse;

import org.eclipse.jgit.lib.ObjectId;

/**
 * A path that differs between two trees. An absent side has mode 0 and the zero id.
 *
 * @param path
 *            the path
 * @param oldMode
 *            the mode before
 * @param oldId
 *            the id before
 * @param newMode
 *            the mode after
 * @param newId
 *            the id after
 */
record Change(GitPath path, int oldMode, ObjectId oldId, int newMode, ObjectId newId) {

    boolean isAdded() {
        return oldMode == 0;
    }

    boolean isDeleted() {
        return newMode == 0;
    }
}
