package io.memgit.core.browse;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files, links and submodules that differ between two trees, in the order of
 * {@code git diff}. Directories that are the same on both sides are not opened.
 */
final class TreeWalkDiff {

    private static final int DEEPEST = 4_096;

    private final ObjectReader reader;
    private final Meter meter;
    private final List<GitPath> only;

    /**
     * @param only
     *            the files and directories to look at; empty for all
     */
    TreeWalkDiff(ObjectReader reader, Meter meter, List<GitPath> only) {
        this.reader = reader;
        this.meter = meter;
        this.only = List.copyOf(only);
    }

    void diff(ObjectId before, ObjectId after, Consumer<Change> changes) throws IOException {
        if (!before.equals(after))
            diff(GitPath.ROOT, before, after, changes, 0);
    }

    private void diff(GitPath directory, ObjectId before, ObjectId after, Consumer<Change> changes, int depth)
            throws IOException {
        if (depth > DEEPEST)
            throw new BoundReached(Bound.WALK_ENTRIES);
        TreeScan old = TreeScan.of(reader, before);
        TreeScan now = TreeScan.of(reader, after);
        boolean hasOld = old.next();
        boolean hasNow = now.next();
        while (hasOld || hasNow) {
            meter.entry();
            int order = !hasOld ? 1 : !hasNow ? -1 : old.compareEntries(now);
            if (order < 0)
                visit(directory, old, null, changes, depth);
            else if (order > 0)
                visit(directory, null, now, changes, depth);
            else if (old.mode() != now.mode() || !old.hasSameId(now))
                visit(directory, old, now, changes, depth);
            if (order <= 0)
                hasOld = old.next();
            if (order >= 0)
                hasNow = now.next();
        }
    }

    private void visit(GitPath directory, @Nullable TreeScan old, @Nullable TreeScan now, Consumer<Change> changes,
            int depth) throws IOException {
        TreeScan any = now != null ? now : Objects.requireNonNull(old);
        GitPath path = any.pathIn(directory);
        boolean isDirectory = EntryMode.isDirectory(any.mode());
        if (!isWanted(path, isDirectory))
            return;
        if (isDirectory)
            diff(path, treeOf(old), treeOf(now), changes, depth + 1);
        else
            changes.accept(new Change(path, modeOf(old), idOf(old), modeOf(now), idOf(now)));
    }

    private boolean isWanted(GitPath path, boolean isDirectory) {
        if (only.isEmpty())
            return true;
        for (GitPath wanted : only) {
            if (path.isAtOrBelow(wanted) || (isDirectory && wanted.isAtOrBelow(path)))
                return true;
        }
        return false;
    }

    private static ObjectId treeOf(@Nullable TreeScan side) {
        return side == null ? Constants.EMPTY_TREE_ID : side.id();
    }

    private static ObjectId idOf(@Nullable TreeScan side) {
        return side == null ? ObjectId.zeroId() : side.id();
    }

    private static int modeOf(@Nullable TreeScan side) {
        return side == null ? 0 : side.mode();
    }
}
