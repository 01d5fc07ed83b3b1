package io.memgit.core.merge;

import io.memgit.core.merge.FileMerge.Merged;
import io.memgit.core.merge.PathState.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Brings the versions of a renamed file together at one path, where the resolver finds them, and
 * tells the renames that are in conflict with something.
 */
final class Relocation {

    private final MergePlan plan;
    private final FileMerge files;

    Relocation(MergePlan plan) {
        this.plan = plan;
        this.files = new FileMerge(plan);
    }

    /** A rename, and the side that did it. */
    private record Rename(String from, String to, int side) {}

    /** Finds renames, and all that follows from them. */
    static void follow(MergePlan plan) throws IOException, MergeLimitException {
        boolean any = false;
        for (int side = Side.OURS; side <= Side.THEIRS; side++) {
            SideChanges changes = plan.side(side);
            if (!changes.pairs.isEmpty() && !changes.sources.isEmpty()) {
                any = true;
                new RenameFinder(plan, changes).find();
            }
        }
        if (!any)
            return;
        if (!plan.isOfBases())
            new DirectoryRenames(plan).follow();
        new Relocation(plan).relocate();
    }

    private void relocate() throws IOException, MergeLimitException {
        List<Rename> renames = new ArrayList<>();
        for (int side = Side.OURS; side <= Side.THEIRS; side++) {
            for (Pair pair : plan.side(side).pairs) {
                if (pair.isRename())
                    renames.add(new Rename(Objects.requireNonNull(pair.oldPath()),
                            Objects.requireNonNull(pair.newPath()), side));
            }
        }
        renames.sort(Comparator.comparing(Rename::from));
        for (int i = 0; i < renames.size(); i++) {
            plan.meter().step();
            Rename rename = renames.get(i);
            PathState old = plan.state(rename.from);
            if (old == null || old.clean)
                continue;
            Rename next = i + 1 < renames.size() ? renames.get(i + 1) : null;
            if (next != null && next.from.equals(rename.from)) {
                onBothSides(old, known(rename.to), known(next.to));
                i++;
            } else {
                onOneSide(rename, old, known(rename.to));
            }
        }
    }

    private PathState known(String path) {
        PathState state = plan.state(path);
        if (state == null)
            throw new IllegalStateException("the target of a rename is known: " + Paths.text(path));
        return state;
    }

    private void onBothSides(PathState old, PathState ours, PathState theirs)
            throws IOException, MergeLimitException {
        if (ours.equals(theirs)) {
            ours.stages[Side.BASE] = old.stages[Side.BASE];
            ours.files |= Side.bit(Side.BASE);
            old.removed();
            return;
        }
        Merged merged = merge(old, ours, theirs);
        boolean oursIsKept = !merged.clean() && merged.stage().equals(ours.stages[Side.OURS]);
        ours.stages[Side.OURS] = merged.stage();
        // One side's version, for lack of a merged one, is not to be at both paths.
        if (!oursIsKept)
            theirs.stages[Side.THEIRS] = merged.stage();
        Reason reason = new Reason(ConflictKind.RENAME, Paths.text(old.path()) + " was renamed to "
                + Paths.text(ours.path()) + " in " + plan.label(Side.OURS) + " and to " + Paths.text(theirs.path())
                + " in " + plan.label(Side.THEIRS));
        for (PathState state : List.of(old, ours, theirs)) {
            state.moved = true;
            state.reason = reason;
        }
    }

    private Merged merge(PathState base, PathState ours, PathState theirs) throws IOException, MergeLimitException {
        Stage[] stages = {base.stages[Side.BASE], ours.stages[Side.OURS], theirs.stages[Side.THEIRS]};
        String[] names = {base.path(), ours.path(), theirs.path()};
        return files.merge(stages, names, 1 + 2 * plan.depth());
    }

    private void onOneSide(Rename rename, PathState old, PathState target) throws IOException, MergeLimitException {
        int side = rename.side;
        int other = Side.other(side);
        boolean deleted = old.files == Side.bit(Side.BASE);
        boolean typeChanged = !deleted && old.stages[other].isFile() != target.stages[side].isFile();
        boolean meetsAnother = !typeChanged && target.hasFile(other);
        if (meetsAnother && !deleted) {
            PathState ours = side == Side.OURS ? target : old;
            PathState theirs = side == Side.OURS ? old : target;
            Merged merged = merge(old, ours, theirs);
            target.stages[side] = merged.stage();
            if (!merged.clean())
                target.reason = new Reason(ConflictKind.RENAME, "the rename of " + Paths.text(old.path()) + " to "
                        + Paths.text(target.path()) + " has conflicts, and meets another file there");
        } else if (meetsAnother) {
            renamedAndDeleted(old, target, side);
        } else {
            carry(old, target, side, deleted, typeChanged);
        }
        if (!typeChanged)
            old.removed();
    }

    private void carry(PathState old, PathState target, int side, boolean deleted, boolean typeChanged) {
        int other = Side.other(side);
        target.stages[Side.BASE] = old.stages[Side.BASE];
        target.files |= Side.bit(Side.BASE);
        target.names[Side.BASE] = old.path();
        if (typeChanged) {
            old.stages[Side.BASE] = Stage.NONE;
            old.files &= ~Side.bit(Side.BASE);
        } else if (deleted) {
            renamedAndDeleted(old, target, side);
        } else {
            target.stages[other] = old.stages[other];
            target.files |= Side.bit(other);
            target.names[other] = old.path();
        }
    }

    private void renamedAndDeleted(PathState old, PathState target, int side) {
        target.moved = true;
        target.reason = new Reason(ConflictKind.RENAME, Paths.text(old.path()) + " was renamed to "
                + Paths.text(target.path()) + " in " + plan.label(side) + " and deleted in "
                + plan.label(Side.other(side)));
    }
}
