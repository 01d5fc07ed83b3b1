package io.memgit.core.merge;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One directory of the three trees: what is not the same in all of them is known name by name, and
 * everything else is as in {@link #start}.
 */
final class Level {

    private final String path;
    /** The directory's tree on each side, the zero id where there is none. */
    private final ObjectId[] trees;
    private final ObjectId start;
    private final Map<String, PathState> states = new LinkedHashMap<>();

    /**
     * @param start
     *            the tree that the result differs from in the names that are known
     */
    Level(String path, ObjectId[] trees, ObjectId start) {
        this.path = path;
        this.trees = trees.clone();
        this.start = start;
    }

    String path() {
        return path;
    }

    ObjectId tree(int side) {
        return trees[side];
    }

    ObjectId start() {
        return start;
    }

    /** By name, in the order of the trees. */
    Map<String, PathState> states() {
        return states;
    }
}
