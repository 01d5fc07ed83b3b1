package io.memgit.core.merge;

import org.eclipse.jgit.lib.ObjectId;

/**
 * What is at a path in one of the trees.
 *
 * @param mode
 *            the entry's mode, 0 when there is none
 * @param id
 *            the object, the zero id when there is none
 */
record Stage(int mode, ObjectId id) {

    /** Nothing is there. */
    static final Stage NONE = new Stage(0, ObjectId.zeroId());

    static final int DIRECTORY = 0040000;
    private static final int TYPE = 0170000;
    private static final int FILE = 0100000;
    private static final int SUBMODULE = 0160000;

    static Stage directory(ObjectId tree) {
        return new Stage(DIRECTORY, tree);
    }

    boolean exists() {
        return mode != 0;
    }

    boolean isDirectory() {
        return mode == DIRECTORY;
    }

    boolean isFile() {
        return (mode & TYPE) == FILE;
    }

    boolean isSubmodule() {
        return (mode & TYPE) == SUBMODULE;
    }

    boolean hasTypeOf(Stage other) {
        return (mode & TYPE) == (other.mode & TYPE);
    }
}
