package io.memgit.core.merge;

import io.memgit.core.merge.SideChanges.DirectoryRelevance;
import io.memgit.core.merge.SideChanges.Relevance;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Walks three trees side by side and notes what is not the same in all of them.
 *
 * <p>
 * A directory that only one side changed is put off: when nothing turns out to be missing on that
 * side that could have been renamed into it, the side's tree is the result, and it is never opened.
 * Inside of a directory that one side does not have any more, and to which the other one added
 * files, all files matter, since they tell where it has gone.
 */
final class Collector {

    /** Nothing is known of a directory that one side has removed. */
    private static final int NOTHING_REMOVED = 0;
    /** Where the files of a directory went matters, and of those below it. */
    private static final int WHEREABOUTS_MATTER = Side.ALL;

    private final MergePlan plan;
    private final MergeObjects objects;
    private final MergeMeter meter;
    private final List<Map<String, PutOff>> putOff = List.of(Map.of(), new LinkedHashMap<>(), new LinkedHashMap<>());
    private final boolean[] mayPutOff = {false, true, true};
    /**
     * One of the two above, or the bit of the side that still has a directory which the other one
     * removed: then a file that this side added to it makes its whereabouts matter.
     */
    private int removal = NOTHING_REMOVED;
    private int names;

    private Collector(MergePlan plan) {
        this.plan = plan;
        this.objects = plan.objects();
        this.meter = plan.meter();
    }

    /** A directory that may not have to be opened. */
    private record PutOff(PathState state, int removal, int names) {}

    static Level collect(MergePlan plan, ObjectId base, ObjectId ours, ObjectId theirs)
            throws IOException, MergeLimitException {
        Collector collector = new Collector(plan);
        Level root = plan.root(base, ours, theirs);
        collector.walk(root);
        collector.decidePutOff(Side.OURS);
        collector.decidePutOff(Side.THEIRS);
        return root;
    }

    private void decidePutOff(int side) throws IOException, MergeLimitException {
        boolean needed = !plan.side(side).sources.isEmpty();
        mayPutOff[side] = !needed;
        Map<String, PutOff> all = putOff.get(side);
        for (String path : needed ? GitOrder.of(all.keySet()) : List.copyOf(all.keySet())) {
            PutOff each = Objects.requireNonNull(all.get(path));
            if (needed) {
                removal = each.removal;
                names = each.names;
                open(each.state);
            } else {
                each.state.resolved(each.state.stages[side]);
                each.state.match = 0;
            }
        }
    }

    private void walk(Level level) throws IOException, MergeLimitException {
        Map<String, Stage[]> differing = differing(level);
        if (removal != NOTHING_REMOVED && removal != WHEREABOUTS_MATTER) {
            for (Stage[] stages : differing.values()) {
                if (maskOf(stages, false) == removal)
                    removal = WHEREABOUTS_MATTER;
            }
        }
        for (Map.Entry<String, Stage[]> each : differing.entrySet()) {
            note(level, each.getKey(), each.getValue());
        }
    }

    private Map<String, Stage[]> differing(Level level) throws IOException, MergeLimitException {
        TreeEntries[] entries = new TreeEntries[Side.COUNT];
        int there = 0;
        for (int side = Side.BASE; side <= Side.THEIRS; side++) {
            entries[side] = new TreeEntries(objects.tree(level.tree(side)));
        }
        skipSame(entries);
        for (int side = Side.BASE; side <= Side.THEIRS; side++) {
            if (entries[side].next())
                there |= Side.bit(side);
        }
        Map<String, Stage[]> differing = new LinkedHashMap<>();
        while (there != 0) {
            meter.step();
            int first = firstOf(entries, there);
            if (first != Side.ALL || !entries[0].isSame(entries[1]) || !entries[0].isSame(entries[2]))
                add(differing, entries, first);
            if (first == Side.ALL)
                skipSame(entries);
            for (int side = Side.BASE; side <= Side.THEIRS; side++) {
                if ((first & Side.bit(side)) != 0 && !entries[side].next())
                    there &= ~Side.bit(side);
            }
        }
        return differing;
    }

    private void skipSame(TreeEntries[] entries) throws MergeLimitException {
        while (entries[Side.BASE].skipSame(entries[Side.OURS], entries[Side.THEIRS])) {
            meter.step();
        }
    }

    /** The sides whose entry comes first. */
    private static int firstOf(TreeEntries[] entries, int there) {
        int first = 0;
        int least = -1;
        for (int side = Side.BASE; side <= Side.THEIRS; side++) {
            if ((there & Side.bit(side)) == 0)
                continue;
            int order = least < 0 ? -1 : entries[side].compareTo(entries[least]);
            if (order < 0) {
                least = side;
                first = 0;
            }
            if (order <= 0)
                first |= Side.bit(side);
        }
        return first;
    }

    /** A file and a directory of the same name come apart in trees, and belong together here. */
    private static void add(Map<String, Stage[]> differing, TreeEntries[] entries, int mask) {
        Stage[] stages = null;
        for (int side = Side.BASE; side <= Side.THEIRS; side++) {
            if ((mask & Side.bit(side)) == 0)
                continue;
            if (stages == null)
                stages = differing.computeIfAbsent(entries[side].name(),
                        _ -> new Stage[]{Stage.NONE, Stage.NONE, Stage.NONE});
            stages[side] = entries[side].stage();
        }
    }

    private static int maskOf(Stage[] stages, boolean directories) {
        int mask = 0;
        for (int side = Side.BASE; side <= Side.THEIRS; side++) {
            if (stages[side].exists() && stages[side].isDirectory() == directories)
                mask |= Side.bit(side);
        }
        return mask;
    }

    private static int matchOf(Stage[] stages) {
        if (stages[Side.BASE].exists() && stages[Side.BASE].equals(stages[Side.OURS]))
            return Side.BASE_AND_OURS;
        if (stages[Side.BASE].exists() && stages[Side.BASE].equals(stages[Side.THEIRS]))
            return Side.BASE_AND_THEIRS;
        if (stages[Side.OURS].exists() && stages[Side.OURS].equals(stages[Side.THEIRS]))
            return Side.OURS_AND_THEIRS;
        return 0;
    }

    private void note(Level level, String name, Stage[] stages) throws IOException, MergeLimitException {
        meter.path();
        int files = maskOf(stages, false);
        int match = matchOf(stages);
        if (files == Side.ALL && match != 0) {
            // Only theirs changes what ours has.
            if (match == Side.BASE_AND_OURS)
                plan.add(level, name).resolved(stages[Side.THEIRS]);
            return;
        }
        PathState state = plan.add(level, name);
        System.arraycopy(stages, 0, state.stages, 0, Side.COUNT);
        state.files = files;
        state.directories = maskOf(stages, true);
        state.match = match;
        state.fileAndDirectory = files != 0 && state.directories != 0;
        int before = removal;
        noteForRenames(level, state);
        if (state.directories != 0 && !putOff(state))
            open(state);
        removal = before;
    }

    private boolean putOff(PathState state) {
        int side = switch (state.match) {
            case Side.BASE_AND_OURS -> Side.THEIRS;
            case Side.BASE_AND_THEIRS -> Side.OURS;
            default -> Side.BASE;
        };
        boolean isNew = state.files == 0
                && (state.directories == Side.bit(Side.OURS) || state.directories == Side.bit(Side.THEIRS));
        if (isNew)
            side = state.directories == Side.bit(Side.OURS) ? Side.OURS : Side.THEIRS;
        if (side == Side.BASE || removal == WHEREABOUTS_MATTER || !mayPutOff[side])
            return false;
        putOff.get(side).put(state.path(), new PutOff(state, removal, names));
        return true;
    }

    private void open(PathState state) throws IOException, MergeLimitException {
        state.match &= state.files;
        ObjectId[] trees = new ObjectId[Side.COUNT];
        for (int side = Side.BASE; side <= Side.THEIRS; side++) {
            trees[side] = (state.directories & Side.bit(side)) != 0 ? state.stages[side].id() : ObjectId.zeroId();
        }
        Level level = plan.level(state.path(), trees, trees[Side.OURS]);
        state.level = level;
        meter.depth(++names);
        int before = removal;
        walk(level);
        removal = before;
        names--;
    }

    private void noteForRenames(Level level, PathState state) {
        int directories = state.directories;
        boolean oneSideHasNone = directories == Side.BASE_AND_OURS || directories == Side.BASE_AND_THEIRS;
        if (removal != WHEREABOUTS_MATTER && oneSideHasNone)
            removal = directories & ~Side.bit(Side.BASE);
        if (oneSideHasNone || directories == Side.bit(Side.BASE)) {
            DirectoryRelevance relevance = removal == WHEREABOUTS_MATTER
                    ? DirectoryRelevance.FOR_ANCESTOR
                    : DirectoryRelevance.NONE;
            for (int side = Side.OURS; side <= Side.THEIRS; side++) {
                if ((directories & Side.bit(side)) == 0)
                    plan.side(side).directoriesGone.put(state.path(), relevance);
            }
        }
        int files = state.files;
        if (removal == WHEREABOUTS_MATTER && (files == Side.bit(Side.OURS) || files == Side.bit(Side.THEIRS))) {
            int other = files == Side.bit(Side.OURS) ? Side.THEIRS : Side.OURS;
            plan.side(other).directoriesGone.put(level.path(), DirectoryRelevance.FOR_SELF);
        }
        if (files == 0 || files == Side.ALL)
            return;
        for (int side = Side.OURS; side <= Side.THEIRS; side++) {
            if (state.hasFile(Side.BASE) && !state.hasFile(side))
                deleted(state, side);
            else if (!state.hasFile(Side.BASE) && state.hasFile(side))
                plan.side(side).pairs.add(Pair.added(state.path(), state.stages[side]));
        }
    }

    private void deleted(PathState state, int side) {
        SideChanges changes = plan.side(side);
        if ((state.match & state.files) == 0)
            changes.sources.put(state.path(), Relevance.CONTENT);
        else if (removal == WHEREABOUTS_MATTER)
            changes.sources.put(state.path(), Relevance.LOCATION);
        changes.pairs.add(Pair.deleted(state.path(), state.stages[Side.BASE]));
    }
}
