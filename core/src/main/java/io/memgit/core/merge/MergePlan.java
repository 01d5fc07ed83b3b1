package io.memgit.core.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** All that is known of one merge of three trees while it is made. */
final class MergePlan {

    private final MergeObjects objects;
    private final MergeMeter meter;
    private final MergeOptions options;
    private final int depth;
    private final Map<String, PathState> paths = new HashMap<>();
    private final Map<String, Level> levels = new HashMap<>();
    private final SideChanges[] sides = {new SideChanges(), new SideChanges(), new SideChanges()};
    private final List<ConflictedFile> unclear = new ArrayList<>();

    /**
     * @param depth
     *            0 for the merge that was asked for, more for those of its bases
     */
    MergePlan(MergeObjects objects, MergeMeter meter, MergeOptions options, int depth) {
        this.objects = objects;
        this.meter = meter;
        this.options = options;
        this.depth = depth;
    }

    MergeObjects objects() {
        return objects;
    }

    MergeMeter meter() {
        return meter;
    }

    int depth() {
        return depth;
    }

    /** Whether this makes a base for another merge. */
    boolean isOfBases() {
        return depth > 0;
    }

    Favor favor() {
        return isOfBases() ? Favor.NONE : options.favor();
    }

    /** What a side is called. */
    String label(int side) {
        return side == Side.OURS ? options.labels().ours() : options.labels().theirs();
    }

    SideChanges side(int side) {
        return sides[side];
    }

    Level root(ObjectId base, ObjectId ours, ObjectId theirs) {
        return level("", new ObjectId[]{base, ours, theirs}, ours);
    }

    Level level(String path, ObjectId[] trees, ObjectId start) {
        Level level = new Level(path, trees, start);
        levels.put(path, level);
        return level;
    }

    @Nullable
    Level knownLevel(String path) {
        return levels.get(path);
    }

    PathState add(Level level, String name) {
        PathState state = new PathState(Paths.child(level.path(), name));
        put(level, state);
        return state;
    }

    void put(Level level, PathState state) {
        level.states().put(state.name(), state);
        paths.put(state.path(), state);
    }

    @Nullable
    PathState state(String path) {
        return paths.get(path);
    }

    /** The file is not at its path any more, and nothing else is. */
    void leave(PathState state) {
        paths.remove(state.path());
        Level level = Objects.requireNonNull(levels.get(Paths.directory(state.path())));
        PathState gone = new PathState(state.path());
        gone.removed();
        level.states().put(gone.name(), gone);
    }

    /** The directory at a path, made if it is not there; {@code side} is the one that needs it. */
    Level levelAt(String directory, int side) throws IOException {
        Level known = levels.get(directory);
        if (known != null)
            return known;
        Level parent = levelAt(Paths.directory(directory), side);
        String name = Paths.name(directory);
        PathState state = parent.states().get(name);
        if (state == null) {
            state = add(parent, name);
            state.resolved(find(parent.start(), name));
        }
        Stage there = state.clean ? state.result : Stage.NONE;
        boolean isDirectory = there.isDirectory();
        if (state.clean) {
            // Something that was decided becomes a directory with something new in it.
            state.clean = false;
            state.match = 0;
            state.files = there.exists() && !isDirectory ? Side.bit(Side.OURS) : 0;
            state.stages[Side.OURS] = there;
        }
        state.directories |= isDirectory ? Side.ALL : Side.bit(side);
        state.fileAndDirectory = state.files != 0;
        ObjectId tree = isDirectory ? there.id() : ObjectId.zeroId();
        state.level = level(directory, new ObjectId[]{tree, tree, tree}, tree);
        return state.level;
    }

    /** Whether a path that is not known is in the trees: it is the same in all of them then. */
    boolean isStill(String path) throws IOException {
        Stage at = Stage.NONE;
        ObjectId tree = Objects.requireNonNull(levels.get("")).start();
        int end = -1;
        do {
            int start = end + 1;
            end = path.indexOf('/', start);
            String prefix = end < 0 ? path : path.substring(0, end);
            PathState state = paths.get(prefix);
            Level level = state == null ? null : state.level;
            if (level != null)
                at = Stage.directory(level.start());
            else if (state != null)
                at = state.clean ? state.result : Stage.NONE;
            else
                at = find(tree, prefix.substring(start));
            tree = at.isDirectory() ? at.id() : ObjectId.zeroId();
        } while (end >= 0 && at.isDirectory());
        return end < 0 && at.exists();
    }

    /** A conflict of no path in particular. */
    void unclear(String path, String message) {
        unclear.add(new ConflictedFile(Paths.gitPath(path), ConflictKind.RENAME, Optional.empty(),
                Optional.empty(), Optional.empty(), List.of(), Optional.empty(),
                message));
    }

    List<ConflictedFile> unclear() {
        return unclear;
    }

    /** What a tree has under a name. */
    Stage find(ObjectId tree, String name) throws IOException {
        TreeEntries entries = new TreeEntries(objects.tree(tree));
        while (entries.next()) {
            if (entries.name().equals(name))
                return entries.stage();
        }
        return Stage.NONE;
    }
}
