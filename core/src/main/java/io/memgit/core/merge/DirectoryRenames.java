package io.memgit.core.merge;

import io.memgit.core.merge.PathState.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows directories: where one side moved a directory as a whole, a file that the other side
 * added
 * to it, or moved there, goes along, as a conflict that says so.
 *
 * <p>
 * A directory has moved when it is gone, and more of its files went to one directory than to any
 * other. Where both sides moved it, where two files would meet, or where something is there
 * already,
 * nothing goes along.
 */
final class DirectoryRenames {

    private final MergePlan plan;
    private final List<Map<String, Collision>> collisions = List.of(Map.of(), new HashMap<>(), new HashMap<>());

    DirectoryRenames(MergePlan plan) {
        this.plan = plan;
    }

    /** The files that would go to one path. */
    private static final class Collision {
        private final TreeSet<String> files = new TreeSet<>();
        private boolean told;
    }

    /** Decides where directories went, and brings what belongs there along. */
    void follow() throws IOException {
        decide(Side.OURS);
        decide(Side.THEIRS);
        Map<String, String> ours = plan.side(Side.OURS).directoryRenames;
        Map<String, String> theirs = plan.side(Side.THEIRS).directoryRenames;
        List<String> onBoth = ours.keySet().stream().filter(theirs::containsKey).toList();
        onBoth.forEach(ours::remove);
        onBoth.forEach(theirs::remove);
        if (ours.isEmpty() && theirs.isEmpty())
            return;
        foresee(Side.OURS);
        foresee(Side.THEIRS);
        bringAlong(Side.OURS);
        bringAlong(Side.THEIRS);
    }

    private void decide(int side) {
        plan.side(side).moves.forEach((directory, counts) -> {
            int most = 0;
            int tied = 0;
            String best = "";
            for (Map.Entry<String, Integer> each : counts.entrySet()) {
                if (each.getValue() == most) {
                    tied = most;
                } else if (each.getValue() > most) {
                    most = each.getValue();
                    best = each.getKey();
                }
            }
            if (most > 0 && tied == most)
                plan.unclear(directory, "it is unclear where " + Paths.text(directory) + " was renamed to in "
                        + plan.label(side) + ": to several directories, and most of it to none of them");
            else if (most > 0)
                plan.side(side).directoryRenames.put(directory, best);
        });
    }

    private void foresee(int side) {
        Map<String, String> renames = plan.side(Side.other(side)).directoryRenames;
        for (Pair pair : plan.side(side).pairs) {
            String path = pair.newPath();
            String directory = path == null ? null : renamedAbove(path, renames);
            if (path != null && directory != null)
                collisions.get(side).computeIfAbsent(moved(path, directory, renames), _ -> new Collision()).files
                        .add(path);
        }
    }

    /** The nearest directory above a path that was renamed, if one was. */
    private static @Nullable String renamedAbove(String path, Map<String, String> renames) {
        int slash = path.lastIndexOf('/');
        while (slash >= 0) {
            String directory = path.substring(0, slash);
            if (renames.containsKey(directory))
                return directory;
            slash = directory.lastIndexOf('/');
        }
        return null;
    }

    private static String moved(String path, String directory, Map<String, String> renames) {
        String below = path.substring(directory.length() + 1);
        return Paths.child(renames.getOrDefault(directory, directory), below);
    }

    private void bringAlong(int side) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (Pair pair : plan.side(side).pairs) {
            String path = pair.newPath();
            String to = path == null ? null : destination(path, side);
            if (path == null || to == null) {
                pairs.add(pair);
                continue;
            }
            move(pair, path, to, side);
            // What was only added is no rename for what follows.
            if (pair.isRename())
                pairs.add(new Pair(pair.oldPath(), pair.old(), to, pair.now()));
        }
        plan.side(side).pairs = pairs;
    }

    private @Nullable String destination(String path, int side) throws IOException {
        Map<String, String> renames = plan.side(Side.other(side)).directoryRenames;
        if (collisions.get(Side.other(side)).containsKey(path))
            return null;
        String directory = renamedAbove(path, renames);
        // A directory that this side moved itself is no place to move to.
        if (directory == null
                || plan.side(side).directoryRenames.containsKey(renames.getOrDefault(directory, directory)))
            return null;
        String to = moved(path, directory, renames);
        Collision collision = collisions.get(side).get(to);
        if (collision == null || (collision.files.size() <= 1 && !collision.told && !isInTheWay(to, side)))
            return to;
        if (!collision.told)
            plan.unclear(path, Paths.text(path) + " was added to a directory that was renamed, and cannot be moved to "
                    + Paths.text(to) + (collision.files.size() > 1
                            ? ": others would be moved there too"
                            : ": something is there already"));
        collision.told = true;
        return null;
    }

    private boolean isInTheWay(String path, int side) throws IOException {
        PathState state = plan.state(path);
        if (state != null)
            return state.clean || ((state.files | state.directories) & Side.bit(side)) != 0;
        return plan.isStill(path);
    }

    private void move(Pair pair, String path, String to, int side) throws IOException {
        PathState state = plan.state(path);
        if (state == null)
            throw new IllegalStateException("an added file is known: " + Paths.text(path));
        PathState moved = state.fileAt(to);
        moved.fileAndDirectory = false;
        if (state.directories == 0) {
            plan.leave(state);
        } else {
            state.files = 0;
            state.clean = true;
        }
        PathState there = plan.state(to);
        if (there == null) {
            plan.put(plan.levelAt(Paths.directory(to), side), moved);
            there = moved;
        } else {
            there.files |= moved.files;
            there.fileAndDirectory |= there.directories != 0;
            there.names[side] = moved.names[side];
            there.stages[side] = moved.stages[side];
        }
        there.moved = true;
        there.reason = new Reason(ConflictKind.RENAME, Paths.text(path)
                + (pair.isRename() ? " was moved in " : " was added in ") + plan.label(side)
                + " to a directory that was renamed in " + plan.label(Side.other(side))
                + "; it should perhaps be " + Paths.text(to));
    }
}
