package io.memgit.core.commit;

import org.eclipse.jgit.lib.ObjectId;

/**
 * A file, a symbolic link or a submodule.
 *
 * @param mode
 *            the digits of the octal mode as a decimal number, such as 100644
 * @param id
 *            the blob, or a submodule's commit
 */
record FileNode(int mode, ObjectId id) implements Node {

    private static final int SUBMODULE_MODE = 160000;

    boolean isSubmodule() {
        return mode == SUBMODULE_MODE;
    }
}
