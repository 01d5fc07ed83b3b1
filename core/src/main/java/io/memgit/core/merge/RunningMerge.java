package io.memgit.core.merge;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** One merge, with the merges of its bases. */
final class RunningMerge {

    private final MergeObjects objects;
    private final MergeMeter meter;
    private final CommitSource commits;
    private final MergeBases bases;

    RunningMerge(MergeObjects objects, MergeMeter meter) {
        this.objects = objects;
        this.meter = meter;
        this.commits = new CommitSource(objects);
        this.bases = new MergeBases(commits, meter);
    }

    /** What a merge of three trees came to. */
    private record Outcome(ObjectId tree, List<ConflictedFile> conflicts) {}

    List<ObjectId> bases(ObjectId one, ObjectId other) throws IOException, MergeLimitException {
        return bases.of(commits.read(one), commits.read(other)).stream().map(commits::idOf).toList();
    }

    MergeResult trees(ObjectId base, ObjectId ours, ObjectId theirs, MergeOptions options)
            throws IOException, MergeLimitException {
        return result(merge(base, ours, theirs, options, 0));
    }

    MergeResult commits(ObjectId ours, ObjectId theirs, MergeOptions options)
            throws IOException, MergeLimitException {
        MergeCommit one = commits.read(ours);
        MergeCommit other = commits.read(theirs);
        List<MergeCommit> found = bases.of(one, other);
        if (found.isEmpty())
            return new MergeResult.Unrelated();
        return result(merge(baseTree(found, 0), one.tree(), other.tree(), options, 0));
    }

    /**
     * The tree that several bases are merged to: the oldest with the next, that with the next, and so
     * on.
     */
    private ObjectId baseTree(List<MergeCommit> found, int depth) throws IOException, MergeLimitException {
        if (found.isEmpty())
            return Constants.EMPTY_TREE_ID;
        MergeCommit merged = found.getLast();
        for (MergeCommit next : found.reversed().subList(1, found.size())) {
            meter.step();
            meter.bases(depth + 1);
            ObjectId base = baseTree(bases.of(merged, next), depth + 1);
            Outcome outcome = merge(base, merged.tree(), next.tree(), new MergeOptions(Labels.OF_BASES), depth + 1);
            merged = CommitSource.virtual(outcome.tree, merged, next);
        }
        return merged.tree();
    }

    private Outcome merge(ObjectId base, ObjectId ours, ObjectId theirs, MergeOptions options, int depth)
            throws IOException, MergeLimitException {
        MergePlan plan = new MergePlan(objects, meter, options, depth);
        Level root = Collector.collect(plan, base, ours, theirs);
        Relocation.follow(plan);
        Resolver resolver = new Resolver(plan);
        Stage tree = resolver.resolve(root);
        ObjectId id = tree.exists() ? tree.id() : objects.insert(Constants.OBJ_TREE, new byte[0]);
        plan.unclear().forEach(resolver.conflicts()::addUnclear);
        return new Outcome(id, resolver.conflicts().list());
    }

    private MergeResult result(Outcome outcome) throws IOException {
        objects.keepTree(outcome.tree);
        if (outcome.conflicts.isEmpty())
            return new MergeResult.Clean(outcome.tree);
        for (ConflictedFile file : outcome.conflicts) {
            keep(file.base());
            keep(file.ours());
            keep(file.theirs());
        }
        return new MergeResult.Conflicted(outcome.tree, outcome.conflicts);
    }

    private void keep(Optional<ConflictSide> side) throws IOException {
        if (side.isPresent())
            objects.keepBlob(side.get().id());
    }
}
