package io.memgit.core.browse;

import io.memgit.core.browse.FileDiff.Omitted;
import io.memgit.core.limits.BrowseLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Makes one comparison: a page of it, or all of it as text. */
final class Diff {

    private final ObjectReader reader;
    private final Meter meter;
    private final BrowseLimits limits;
    private final DiffQuery query;
    private final FileTexts texts;
    private long patchBytesLeft;

    Diff(ObjectReader reader, Meter meter, BrowseLimits limits, DiffQuery query) {
        this.reader = reader;
        this.meter = meter;
        this.limits = limits;
        this.query = query;
        this.texts = new FileTexts(reader, query.whitespace(), query.context(), limits.diffSize().bytes());
        this.patchBytesLeft = limits.patchesSize().bytes();
    }

    DiffResult page() throws IOException {
        Optional<DiffSide> from = from();
        if (from.isEmpty())
            return new DiffResult.NoMergeBase();
        List<FileChange> changes = changes(from.get());
        int most = Math.min(query.limit(), limits.diffFiles());
        List<FileDiff> files = new ArrayList<>();
        long additions = 0;
        long deletions = 0;
        for (int i = 0; i < changes.size(); i++) {
            meter.checkTime();
            FileChange file = changes.get(i);
            Optional<FileTexts.Compared> compared = texts.compare(file.change());
            additions += compared.map(FileTexts.Compared::additions).orElse(0);
            deletions += compared.map(FileTexts.Compared::deletions).orElse(0);
            if (i >= query.skip() && files.size() < most)
                files.add(describe(file, compared));
        }
        int end = query.skip() + files.size();
        return new DiffResult.Page(from.get(), query.to(), files, new DiffStats(changes.size(), additions, deletions),
                end < changes.size() && !files.isEmpty() ? Optional.of(end) : Optional.empty());
    }

    /** Nothing is written before it is certain that everything can be. */
    DiffResult write(DiffFormat format, OutputStream out) throws IOException {
        Optional<DiffSide> from = from();
        if (from.isEmpty())
            return new DiffResult.NoMergeBase();
        List<FileChange> changes = changes(from.get());
        switch (format) {
            case PATCH -> {
                PatchWriter patches = new PatchWriter(reader, texts, query.context(), out);
                for (FileChange file : changes) {
                    patches.write(file);
                }
            }
            case STAT -> out.write(new StatText(texts, meter).of(changes));
            case NAME_STATUS -> new NameStatusText(out).write(changes);
        }
        return new DiffResult.Written(from.get(), query.to());
    }

    /** The side to start from, or empty when there is no common ancestor. */
    private Optional<DiffSide> from() throws IOException {
        DiffSide to = query.to();
        DiffSide from = query.from().isPresent() ? query.from().get() : firstParent(to);
        if (!query.mergeBase() || from.commit().isEmpty() || to.commit().isEmpty())
            return Optional.of(from);
        Optional<ObjectId> base = new MergeBases(reader, meter).newest(from.commit().get(), to.commit().get());
        return base.isEmpty() ? Optional.empty() : Optional.of(side(base.get()));
    }

    private DiffSide firstParent(DiffSide of) throws IOException {
        if (of.commit().isEmpty())
            return DiffSide.EMPTY;
        List<ObjectId> parents = commit(of.commit().get()).parents();
        return parents.isEmpty() ? DiffSide.EMPTY : side(parents.getFirst());
    }

    private DiffSide side(ObjectId commit) throws IOException {
        return new DiffSide(Optional.of(commit), commit(commit).tree());
    }

    private CommitParser commit(ObjectId id) throws IOException {
        return new CommitParser(id, reader.open(id, Constants.OBJ_COMMIT).getCachedBytes(Integer.MAX_VALUE));
    }

    private List<FileChange> changes(DiffSide from) throws IOException {
        if (query.paths().size() > limits.paths())
            throw new BoundReached(Bound.PATHS);
        List<Change> changes = new ArrayList<>();
        new TreeWalkDiff(reader, meter, query.paths()).diff(from.tree(), query.to().tree(), changes::add);
        return query.renames()
                ? new RenameFinder(reader, meter, limits.renameCandidates()).find(changes)
                : changes.stream().map(FileChange::plain).toList();
    }

    private FileDiff describe(FileChange file, Optional<FileTexts.Compared> compared) throws IOException {
        Change c = file.change();
        boolean isTooLarge = compared.isEmpty() && !texts.isBinary(c);
        Optional<Omitted> omitted = compared.isPresent()
                ? Optional.empty()
                : Optional.of(isTooLarge ? Omitted.SIZE : Omitted.BINARY);
        Optional<String> patch = Optional.empty();
        if (query.patches() && omitted.isEmpty()) {
            BoundedBuffer buffer = new BoundedBuffer(Math.min(limits.patchSize().bytes(), patchBytesLeft));
            writePatch(file, compared, buffer);
            patch = buffer.hasOverflowed() ? Optional.empty() : buffer.utf8();
            if (patch.isPresent())
                patchBytesLeft -= buffer.size();
            else
                omitted = Optional.of(buffer.hasOverflowed() ? Omitted.SIZE : Omitted.BINARY);
        }
        return new FileDiff(c.path(), file.oldPath(), file.status(), mode(c.oldMode()), mode(c.newMode()),
                id(c.oldMode(), c.oldId()), id(c.newMode(), c.newId()),
                compared.map(FileTexts.Compared::additions).orElse(0),
                compared.map(FileTexts.Compared::deletions).orElse(0), compared.isEmpty() || texts.isSameBinary(c),
                patch,
                query.patches() ? omitted : Optional.empty(),
                file.oldPath().isPresent() ? OptionalInt.of(file.similarity()) : OptionalInt.empty());
    }

    private void writePatch(FileChange file, Optional<FileTexts.Compared> compared, BoundedBuffer buffer)
            throws IOException {
        PatchWriter writer = new PatchWriter(reader, texts, query.context(), buffer);
        if (file.status() == DiffStatus.TYPE_CHANGED)
            writer.write(file);
        else
            writer.write(file, compared);
    }

    private static Optional<EntryMode> mode(int bits) {
        return bits == 0 ? Optional.empty() : Optional.of(new EntryMode(bits));
    }

    private static Optional<ObjectId> id(int mode, ObjectId id) {
        return mode == 0 ? Optional.empty() : Optional.of(id);
    }
}
