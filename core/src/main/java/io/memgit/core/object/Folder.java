package io.memgit.core.object;

import io.memgit.core.file.ObjectFiles;
import io.memgit.core.file.RepositoryFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.eclipse.jgit.internal.storage.commitgraph.CommitGraphWriter;
import org.eclipse.jgit.internal.storage.commitgraph.GraphCommits;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.file.BasePackIndexWriter;
import org.eclipse.jgit.internal.storage.file.PackBitmapIndexWriterV1;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdSet;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.jspecify.annotations.Nullable;

/**
 * Turns the hot generations and packs of a store into one pack with bitmaps and a commit-graph,
 * which
 * is what makes clones cheap, and drops what nothing leads to any more.
 *
 * <pre>
 *  freeze (lock)            pack (no lock)                        replace (lock)
 *  active  ---------------&gt; condemned --- reachable from refs ---&gt; pack, bitmaps, commit-graph
 *  frozen, packs ---------&gt;     |    \--- from other roots -----&gt; second pack
 *                               +-------- from none ------------&gt; dropped
 *  a fresh generation begins ...... what is published meanwhile .. stays
 * </pre>
 *
 * <p>
 * What is published during a fold stays, with all it leads to, as long as a writer keeps to one
 * rule:
 * it builds on what a root leads to, and that root is either still there when it publishes (a ref
 * that
 * is compared and set) or was among the other roots all the time (a lease).
 */
public final class Folder {

    private static final int MAX_DELTA_DEPTH = 20;
    private static final int BIG_FILE_BYTES = 8 << 20;
    private static final long DELTA_SEARCH_BYTES = Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 16);
    private static final int EXCESSIVE_BRANCHES = 100;

    /**
     * Where everything that is to be kept begins. The three are read after the lock was released, so
     * they are views of something that does not change.
     *
     * @param branches
     *            the tips of branches, the default branch first
     * @param tags
     *            the targets of all other refs
     * @param others
     *            what is kept though no ref leads there: recorded history, leases, running uploads.
     *            What is not in the store is passed over
     */
    public record Roots(Iterable<ObjectId> branches, Iterable<ObjectId> tags, Iterable<ObjectId> others) {}

    /** How a fold ended. */
    public sealed interface Outcome {

        /**
         * The store is folded.
         *
         * @param objects
         *            in the pack of all that refs lead to
         * @param others
         *            in the pack of what only other roots lead to
         * @param bytesBefore
         *            the memory that was taken
         * @param bytesAfter
         *            the memory that is taken for the same
         */
        record Folded(int objects, int others, long bytesBefore, long bytesAfter) implements Outcome {}

        /** The progress monitor said to stop; the store is as it was. */
        record Cancelled() implements Outcome {}
    }

    private final TieredReader reader;
    private final @Nullable RepositoryFolder place;
    private final ProgressMonitor progress;
    private final List<ObjectFiles.Pin> pins = new ArrayList<>();

    private Folder(TieredReader reader, @Nullable RepositoryFolder place, ProgressMonitor progress) {
        this.reader = reader;
        this.place = place;
        this.progress = progress;
    }

    /**
     * Folds the whole store. Takes as long as a clone takes to prepare, at first, and less when only a
     * part is new; the lock is held for microseconds at either end.
     *
     * @param writing
     *            the repository's writer lock
     * @param roots
     *            called once, with the lock held
     * @throws IOException
     *             when a root or something it leads to is missing or damaged; the store is as it was
     */
    public static Outcome fold(MemoryObjectDatabase database, Lock writing, Supplier<Roots> roots,
            ProgressMonitor progress) throws IOException {
        ObjectStore store = database.store();
        // Two folds of one store would both condemn the same tiers.
        synchronized (store) {
            Tiers condemned;
            Roots kept;
            TieredReader reader;
            writing.lock();
            try {
                condemned = store.freeze();
                kept = roots.get();
                reader = database.newReader();
            } finally {
                writing.unlock();
            }
            Folder folder = new Folder(reader, store.folder(), progress);
            try {
                List<Pack> made;
                try (reader) {
                    made = folder.pack(kept);
                }
                if (progress.isCancelled())
                    return new Outcome.Cancelled();
                condemned.holdPacks();
                writing.lock();
                try {
                    store.replace(condemned, made);
                } finally {
                    writing.unlock();
                }
                return outcome(condemned, made);
            } finally {
                folder.pins.forEach(ObjectFiles.Pin::close);
            }
        }
    }

    private static Outcome outcome(Tiers condemned, List<Pack> made) {
        int[] counts = {0, 0};
        made.forEach(pack -> counts[pack.getPackSource() == PackSource.GC ? 0 : 1] = pack.objectCount());
        return new Outcome.Folded(counts[0], counts[1], condemned.sizeBytes(),
                made.stream().mapToLong(Pack::sizeBytes).sum());
    }

    private List<Pack> pack(Roots roots) throws IOException {
        Set<ObjectId> branches = setOf(roots.branches());
        Set<ObjectId> tags = setOf(roots.tags());
        tags.removeAll(branches);
        Set<ObjectId> tips = new HashSet<>(branches);
        tips.addAll(tags);
        Set<ObjectId> others = new HashSet<>();
        for (ObjectId other : roots.others()) {
            if (!tips.contains(other) && reader.has(other))
                others.add(other);
        }
        try {
            List<Pack> made = new ArrayList<>();
            Pack main = tips.isEmpty() ? null : packTips(tips, tags);
            if (main != null)
                made.add(main);
            Pack rest = others.isEmpty() ? null : packOthers(others, tips, main);
            if (rest != null)
                made.add(rest);
            return made;
        } catch (IOException e) {
            // JGit reports a stop that was asked for as a failure.
            if (progress.isCancelled())
                return List.of();
            throw e;
        }
    }

    private @Nullable Pack packTips(Set<ObjectId> tips, Set<ObjectId> tags) throws IOException {
        try (PackWriter writer = newWriter()) {
            writer.setTagTargets(tips);
            writer.preparePack(progress, tips, PackWriter.NONE, PackWriter.NONE, tags);
            if (writer.getObjectCount() == 0)
                return null;
            return written(writer, PackSource.GC, commitGraph(tips));
        }
    }

    private @Nullable Pack packOthers(Set<ObjectId> others, Set<ObjectId> tips, @Nullable Pack main)
            throws IOException {
        try (PackWriter writer = newWriter()) {
            if (main != null)
                writer.excludeObjects((ObjectIdSet) main.index());
            writer.preparePack(progress, others, tips);
            return writer.getObjectCount() == 0
                    ? null
                    : written(writer, PackSource.GC_REST, new ChunkedBytes());
        }
    }

    private Pack written(PackWriter writer, PackSource source, ChunkedBytes graph) throws IOException {
        try (PackDraft draft = PackDraft.in(place)) {
            try (OutputStream pack = draft.create(PackExt.PACK)) {
                writer.writePack(progress, progress, pack);
            }
            try (OutputStream index = draft.create(PackExt.INDEX)) {
                writer.writeIndex(
                        (objects, checksum) -> BasePackIndexWriter.createVersion(index, 2).write(objects, checksum));
            }
            if (writer.prepareBitmapIndex(progress)) {
                try (OutputStream bitmaps = draft.create(PackExt.BITMAP_INDEX)) {
                    writer.writeBitmapIndex(
                            (builder, checksum) -> new PackBitmapIndexWriterV1(bitmaps).write(builder, checksum));
                }
            }
            // There is none where tags of blobs are all there is.
            if (graph.size() > 0) {
                try (OutputStream out = draft.create(PackExt.COMMIT_GRAPH)) {
                    graph.writeTo(0, graph.size(), out);
                }
            }
            PackDraft.Finished finished = draft.finish(source, Math.toIntExact(writer.getObjectCount()));
            if (finished.pin() != null)
                pins.add(finished.pin());
            Pack made = finished.pack();
            made.warm(reader);
            return made;
        }
    }

    private ChunkedBytes commitGraph(Set<ObjectId> tips) throws IOException {
        ChunkedBytes graph = new ChunkedBytes();
        try (RevWalk walk = new RevWalk(reader)) {
            new CommitGraphWriter(GraphCommits.fromWalk(progress, tips, walk)).write(progress, graph);
        }
        return graph;
    }

    private PackWriter newWriter() {
        PackConfig config = new PackConfig();
        config.setIndexVersion(2);
        config.setThreads(1);
        config.setMaxDeltaDepth(MAX_DELTA_DEPTH);
        config.setBigFileThreshold(BIG_FILE_BYTES);
        config.setDeltaSearchMemoryLimit(DELTA_SEARCH_BYTES);
        config.setBitmapExcessiveBranchTipCount(EXCESSIVE_BRANCHES);
        PackWriter writer = new PackWriter(config, reader);
        writer.setDeltaBaseAsOffset(true);
        writer.setReuseDeltaCommits(false);
        return writer;
    }

    private static Set<ObjectId> setOf(Iterable<ObjectId> ids) {
        Set<ObjectId> set = new HashSet<>();
        ids.forEach(set::add);
        return set;
    }
}
