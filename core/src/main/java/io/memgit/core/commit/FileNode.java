package io.memgit.core.commit;

import org.eclipse.jgit.lib.ObjectId;

/**
 * A file, a symbolic link or a submodule; where trees are written and compared, also a directory.
 *
 * @param mode
 *            the digits of the octal mode as a decimal number, such as 100644
 * @param id
 *            the blob, a submodule's commit, or a directory's tree
 */
record FileNode(int mode, ObjectId id) implements Node {

    static final int DIRECTORY_MODE = 40000;
    private static final int SUBMODULE_MODE = 160000;

    boolean isSubmodule() {
        return mode == SUBMODULE_MODE;
    }

    boolean isDirectory() {
        return mode == DIRECTORY_MODE;
    }
}
