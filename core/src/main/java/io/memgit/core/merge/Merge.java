package io.memgit.core.merge;

import io.memgit.core.limits.Limits;
import io.memgit.core.object.Quarantine;
import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Merges trees and commits, in memory.
 *
 * <p>
 * Objects are read from what {@code objects} holds already, such as the trees of a chain that is
 * not
 * stored yet, and then from the repository. What is new in the result is put into {@code objects},
 * and
 * nothing else. Thread-safe; each merge is made by one thread.
 */
public final class Merge {

    private final Limits limits;
    private final LongSupplier nanoTime;

    public Merge(Limits limits) {
        this(limits, System::nanoTime);
    }

    /**
     * @param nanoTime
     *            a clock that only goes forward
     */
    public Merge(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * Merges two trees over a third one, as {@code git cherry-pick} does with the tree of a commit's
     * parent as the base.
     *
     * @throws IOException
     *             when an object is missing or damaged
     */
    public MergeResult trees(MemoryRepository repository, Quarantine objects, ObjectId base, ObjectId ours,
            ObjectId theirs, MergeOptions options) throws IOException {
        try (ObjectReader reader = repository.getObjectDatabase().newReader()) {
            return trees(reader, objects, base, ours, theirs, options);
        }
    }

    /** As the other one, for any repository that JGit reads. */
    public MergeResult trees(ObjectReader reader, Quarantine objects, ObjectId base, ObjectId ours, ObjectId theirs,
            MergeOptions options) throws IOException {
        return within(reader, objects, merge -> merge.trees(base, ours, theirs, options));
    }

    /**
     * Merges two commits over all their merge bases. Several bases are merged with each other first,
     * the oldest ones first.
     *
     * @throws IOException
     *             when an object is missing or damaged
     */
    public MergeResult commits(MemoryRepository repository, Quarantine objects, ObjectId ours, ObjectId theirs,
            MergeOptions options) throws IOException {
        try (ObjectReader reader = repository.getObjectDatabase().newReader()) {
            return commits(reader, objects, ours, theirs, options);
        }
    }

    /** As the other one, for any repository that JGit reads. */
    public MergeResult commits(ObjectReader reader, Quarantine objects, ObjectId ours, ObjectId theirs,
            MergeOptions options) throws IOException {
        return within(reader, objects, merge -> merge.commits(ours, theirs, options));
    }

    /**
     * The best common ancestors of two commits, newest first; none when their histories are unrelated,
     * nothing at all when it would take longer than a merge may.
     *
     * @throws IOException
     *             when an object is missing or damaged
     */
    public Optional<List<ObjectId>> bases(MemoryRepository repository, Quarantine objects, ObjectId one,
            ObjectId other) throws IOException {
        try (ObjectReader reader = repository.getObjectDatabase().newReader()) {
            return Optional.of(running(reader, objects).bases(one, other));
        } catch (MergeLimitException reached) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Work {
        MergeResult run(RunningMerge merge) throws IOException, MergeLimitException;
    }

    private MergeResult within(ObjectReader reader, Quarantine objects, Work work) throws IOException {
        try {
            return work.run(running(reader, objects));
        } catch (MergeLimitException reached) {
            return reached.result();
        }
    }

    private RunningMerge running(ObjectReader reader, Quarantine objects) {
        return new RunningMerge(new MergeObjects(reader, objects),
                new MergeMeter(limits.merge(), limits.tree(), nanoTime));
    }
}
