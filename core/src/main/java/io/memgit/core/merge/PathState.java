package io.memgit.core.merge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one path that is not the same in all three trees. The steps of a merge change
 * it:
 * a rename brings the versions of another path here, the last step says what the result is.
 */
final class PathState {

    private final String path;
    private final String name;
    final Stage[] stages = {Stage.NONE, Stage.NONE, Stage.NONE};
    /** Where each side has its version. */
    final String[] names = new String[Side.COUNT];
    /** Which sides have a file, link or submodule here, and which have a directory. */
    int files;
    int directories;
    /** Two sides that are the same, as a mask; 0 when there are none. */
    int match;
    boolean fileAndDirectory;
    /** A rename or a renamed directory makes it a conflict, whatever the contents say. */
    boolean moved;
    /** Nothing is left to decide: {@link #result} holds. */
    boolean clean;
    Stage result = Stage.NONE;
    /** The directory at this path, if it was walked into. */
    @Nullable
    Level level;
    /** What the directory at this path is in the result, as far as it was decided. */
    Stage directory = Stage.NONE;
    /** Why it is in conflict, once that is known. */
    @Nullable
    Reason reason;

    /** What a conflict is, and a sentence about it. */
    record Reason(ConflictKind kind, String message) {}

    PathState(String path) {
        this.path = path;
        this.name = Paths.name(path);
        Arrays.fill(names, path);
    }

    String path() {
        return path;
    }

    String name() {
        return name;
    }

    boolean hasFile(int side) {
        return (files & Side.bit(side)) != 0;
    }

    /** What is true of the file alone, without a directory that some side has here. */
    PathState fileAt(String newPath) {
        PathState file = new PathState(newPath);
        for (int side = Side.BASE; side <= Side.THEIRS; side++) {
            if (hasFile(side))
                file.stages[side] = stages[side];
            file.names[side] = names[side];
        }
        file.files = files;
        file.match = match & ~directories;
        file.fileAndDirectory = fileAndDirectory;
        file.moved = moved;
        file.reason = reason;
        return file;
    }

    /** The path is gone: it was moved, or nobody needs it. */
    void removed() {
        clean = true;
        result = Stage.NONE;
    }

    void resolved(Stage as) {
        clean = true;
        result = as;
    }
}
