package io.memgit.core.merge;

import io.memgit.core.merge.FileMerge.Merged;
import io.memgit.core.merge.PathState.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says of each path what the result is, and writes the trees.
 *
 * <p>
 * What is below a directory comes before the directory, and that before a file of the same name:
 * only
 * then is it known whether the directory is still in the file's way.
 */
final class Resolver {

    private static final Comparator<PathState> AS_DIRECTORIES = Comparator.comparing(state -> state.name() + '/');

    private final MergePlan plan;
    private final FileMerge files;
    private final TreeComposer trees;
    private final Conflicts conflicts = new Conflicts();

    Resolver(MergePlan plan) {
        this.plan = plan;
        this.files = new FileMerge(plan);
        this.trees = new TreeComposer(plan.objects());
    }

    Conflicts conflicts() {
        return conflicts;
    }

    /** Writes a directory of the result. */
    Stage resolve(Level level) throws IOException, MergeLimitException {
        Map<String, Stage> edits = new HashMap<>();
        List<PathState> states = new ArrayList<>(level.states().values());
        states.sort(AS_DIRECTORIES.reversed());
        for (PathState state : states) {
            plan.meter().step();
            Level below = state.level;
            if (below != null)
                state.directory = resolve(below);
            if (state.clean)
                edits.put(state.name(), state.directory.exists() ? state.directory : state.result);
            else
                new AtPath(level, edits).resolve(state);
        }
        return trees.compose(level.start(), edits);
    }

    /** One path, in the directory that it is in. */
    private final class AtPath {

        private final Level level;
        private final Map<String, Stage> edits;

        AtPath(Level level, Map<String, Stage> edits) {
            this.level = level;
            this.edits = edits;
        }

        void resolve(PathState state) throws IOException, MergeLimitException {
            if (state.directories != 0) {
                edits.put(state.name(), state.directory);
                if (state.files == 0)
                    return;
            }
            if (!state.fileAndDirectory)
                resolveFile(state, Side.BASE);
            else if (!state.directory.exists())
                resolveFile(withoutDirectory(state), Side.BASE);
            else if (state.files != Side.bit(Side.BASE))
                moveAside(state);
        }

        private PathState withoutDirectory(PathState state) {
            PathState file = state.fileAt(state.path());
            file.fileAndDirectory = false;
            return file;
        }

        private void moveAside(PathState state) throws IOException, MergeLimitException {
            int side = (state.directories & Side.bit(Side.OURS)) != 0 ? Side.THEIRS : Side.OURS;
            PathState file = state.fileAt(freePath(state.path(), side));
            file.reason = new Reason(ConflictKind.MODE, "a directory is in the way of " + Paths.text(state.path())
                    + " from " + plan.label(side) + "; it is at " + Paths.text(file.path()) + " instead");
            resolveFile(file, side);
        }

        private String freePath(String path, int side) throws IOException {
            String start = path + '~' + Paths.ofText(plan.label(side)).replace('/', '_');
            String free = start;
            for (int i = 0; isTaken(Paths.name(free)); i++) {
                free = start + '_' + i;
            }
            return free;
        }

        private boolean isTaken(String name) throws IOException {
            if (edits.containsKey(name) || level.states().containsKey(name))
                return true;
            for (int side = Side.BASE; side <= Side.THEIRS; side++) {
                if (plan.find(level.tree(side), name).exists())
                    return true;
            }
            return false;
        }

        /**
         * @param movedAside
         *            the side whose file had to make way for a directory, or the base when none had
         */
        private void resolveFile(PathState state, int movedAside) throws IOException, MergeLimitException {
            boolean bothSides = (state.files & Side.OURS_AND_THEIRS) == Side.OURS_AND_THEIRS;
            if (state.match != 0)
                takeTheOther(state);
            else if (bothSides && !state.stages[Side.OURS].hasTypeOf(state.stages[Side.THEIRS]))
                differentThings(state);
            else if (bothSides)
                mergeContents(state, movedAside);
            else if (state.files == Side.BASE_AND_OURS || state.files == Side.BASE_AND_THEIRS)
                modifiedAndDeleted(state);
            else if (state.files == Side.bit(Side.OURS) || state.files == Side.bit(Side.THEIRS))
                added(state);
            else
                goneOnBothSides(state);
        }

        private void finish(PathState state, Stage result, boolean clean, List<ConflictHunk> hunks) {
            state.result = result;
            state.clean = clean;
            edits.put(state.name(), result);
            if (!clean)
                conflicts.add(state, hunks);
        }

        private void finish(PathState state, Stage result, boolean clean) {
            finish(state, result, clean, List.of());
        }

        private boolean isUndisputed(PathState state) {
            return !state.fileAndDirectory && !state.moved;
        }

        /** Two of the three are the same. */
        private void takeTheOther(PathState state) {
            int side = state.match == Side.BASE_AND_OURS ? Side.THEIRS : Side.OURS;
            Stage result = state.stages[side];
            finish(state, result, !result.exists() || isUndisputed(state));
        }

        private void differentThings(PathState state) throws IOException {
            if (plan.isOfBases()) {
                finish(state, state.stages[Side.BASE], false);
                return;
            }
            boolean oursMoves = state.stages[Side.OURS].isFile();
            boolean theirsMoves = !oursMoves && state.stages[Side.THEIRS].isFile();
            boolean bothMove = !oursMoves && !theirsMoves;
            String oursPath = oursMoves || bothMove ? freePath(state.path(), Side.OURS) : state.path();
            String theirsPath = theirsMoves || bothMove ? freePath(state.path(), Side.THEIRS) : state.path();
            edits.put(state.name(), Stage.NONE);
            String message = Paths.text(state.path()) + " is something else on each side";
            only(Side.THEIRS, state, theirsPath, message);
            only(Side.OURS, state, oursPath, message);
        }

        private void only(int side, PathState state, String path, String message) {
            PathState one = state.fileAt(path);
            one.reason = new Reason(ConflictKind.MODE, message);
            one.stages[Side.other(side)] = Stage.NONE;
            boolean likeBase = one.stages[side].hasTypeOf(one.stages[Side.BASE]);
            if (!likeBase)
                one.stages[Side.BASE] = Stage.NONE;
            one.files = Side.bit(side) | (likeBase ? Side.bit(Side.BASE) : 0);
            finish(one, one.stages[side], false);
        }

        private void mergeContents(PathState state, int movedAside) throws IOException, MergeLimitException {
            Merged merged = files.merge(state.stages, state.names, 2 * plan.depth());
            if (!merged.clean()) {
                boolean bothAdded = state.files == Side.OURS_AND_THEIRS;
                ConflictKind kind = bothAdded && merged.kind() == ConflictKind.CONTENT
                        ? ConflictKind.ADD_ADD
                        : merged.kind();
                if (state.reason == null)
                    state.reason = new Reason(kind, sentence(kind) + Paths.text(state.path()));
            } else if (state.fileAndDirectory && movedAside != Side.BASE) {
                state.files = Side.bit(movedAside);
                state.stages[movedAside] = merged.stage();
            }
            finish(state, merged.stage(), merged.clean() && isUndisputed(state), merged.hunks());
        }

        private static String sentence(ConflictKind kind) {
            return switch (kind) {
                case CONTENT -> "both sides changed the same lines of ";
                case ADD_ADD -> "both sides added different contents as ";
                case MODE -> "both sides changed the mode of ";
                case BINARY -> "both sides changed the content, which cannot be merged by lines, of ";
                case SUBMODULE -> "both sides moved the submodule ";
                case MODIFY_DELETE -> "one side changed and the other one deleted ";
                case RENAME -> "a rename is in conflict with ";
            };
        }

        private void modifiedAndDeleted(PathState state) {
            int side = state.files == Side.BASE_AND_OURS ? Side.OURS : Side.THEIRS;
            Stage result = state.stages[plan.isOfBases() ? Side.BASE : side];
            if (state.reason == null)
                state.reason = new Reason(ConflictKind.MODIFY_DELETE, Paths.text(state.path()) + " was deleted in "
                        + plan.label(Side.other(side)) + " and changed in " + plan.label(side));
            finish(state, result, false);
        }

        private void added(PathState state) {
            int side = state.hasFile(Side.OURS) ? Side.OURS : Side.THEIRS;
            finish(state, state.stages[side], isUndisputed(state));
        }

        private void goneOnBothSides(PathState state) {
            finish(state, Stage.NONE, !state.moved);
        }
    }
}
