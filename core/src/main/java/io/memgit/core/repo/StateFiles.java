package io.memgit.core.repo;

import io.memgit.core.file.FileName;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.name.RepoId;
import io.memgit.core.object.StoreImage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The repositories of one state in files. A snapshot is the list of their {@link StateFile}s; that
 * of
 * a repository which has not changed is the one that was written before.
 *
 * <pre>
 *   snapshot     magic 4 | version 4 | time 8 | repositories 4 x ( owner 16 | name | length 8 | CRC-32C 4 ) |
 *                CRC-32C of all this 4
 * </pre>
 *
 * <p>
 * A file may go once a snapshot lasts that was grabbed when nothing referred to the file any more:
 * whoever starts from that snapshot plays again only entries that are younger, and those name no
 * such
 * file. What does refer to files: this snapshot, the stores as they were when it was grabbed and as
 * they are now, writes that are under way, and snapshots that are being written.
 */
final class StateFiles {

    private static final Logger LOG = LoggerFactory.getLogger(StateFiles.class);
    private static final int MAGIC = 0x6d676c73;
    private static final int VERSION = 1;
    private static final int BUFFER_BYTES = 64 << 10;

    private record Written(RepositoryImage.Token image, StateFile file) {}

    /** What a snapshot said. */
    record Restored(Map<RepoId, MemoryRepository> repositories, long millis) {}

    private final ObjectFiles files;
    private final Supplier<Collection<MemoryRepository>> live;
    private final Map<RepoId, Written> written = new HashMap<>();
    /** Used on the thread that applies, until all was applied again. */
    private final Set<FileName> namedByTheLog = new HashSet<>();
    private boolean recovered;

    /**
     * @param live
     *            all repositories there are that may refer to the files, in whatever state
     */
    StateFiles(ObjectFiles files, Supplier<Collection<MemoryRepository>> live) {
        this.files = files;
        this.live = live;
    }

    ObjectFiles files() {
        return files;
    }

    /** Grabs {@code repositories} as they are, and what all others refer to. */
    LedgerState.Snapshot grab(Iterable<MemoryRepository> repositories, long millis) {
        ObjectFiles.Moment moment = files.now();
        List<RepositoryImage> images = new ArrayList<>();
        repositories.forEach(repository -> images.add(repository.image()));
        List<StoreImage> others = new ArrayList<>();
        live.get().forEach(repository -> {
            if (repository.memoryOnly())
                others.add(repository.objects().image());
        });
        return new Grabbed(this, moment, images, others, millis);
    }

    private static final class Grabbed implements LedgerState.Snapshot {

        private final StateFiles of;
        private final ObjectFiles.Moment moment;
        private final List<RepositoryImage> images;
        private final List<StoreImage> others;
        private final long millis;
        private volatile Set<FileName> named = Set.of();
        private volatile boolean complete;

        Grabbed(StateFiles of, ObjectFiles.Moment moment, List<RepositoryImage> images, List<StoreImage> others,
                long millis) {
            this.of = of;
            this.moment = moment;
            this.images = images;
            this.others = others;
            this.millis = millis;
        }

        @Override
        public void writeTo(OutputStream stream) throws IOException {
            named = of.write(images, millis, stream);
            complete = true;
        }

        /** All files that the stores referred to, and that the snapshot names. */
        Set<FileName> needed() {
            Set<FileName> needed = new HashSet<>(named);
            images.forEach(image -> needed.addAll(image.objects().packFiles()));
            others.forEach(image -> needed.addAll(image.packFiles()));
            return needed;
        }
    }

    private synchronized Set<FileName> write(List<RepositoryImage> images, long millis, OutputStream stream)
            throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32C());
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER_BYTES));
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeLong(millis);
        out.writeInt(images.size());
        Set<FileName> named = new HashSet<>();
        Set<RepoId> there = new HashSet<>();
        for (RepositoryImage image : images) {
            StateFile file = written(image);
            file.writeTo(out);
            named.addAll(file.files());
            there.add(image.identity().id());
        }
        written.keySet().retainAll(there);
        out.flush();
        new DataOutputStream(stream).writeInt((int) checked.getChecksum().getValue());
        stream.flush();
        return named;
    }

    private StateFile written(RepositoryImage image) throws IOException {
        RepoId id = image.identity().id();
        Written before = written.get(id);
        if (before != null && before.image.isOf(image))
            return before.file;
        StateFile file = StateFile.write(image, files);
        written.put(id, new Written(image.token(), file));
        return file;
    }

    /**
     * Makes the repositories of a snapshot again.
     *
     * @throws IOException
     *             when the snapshot or a file is damaged; the message says which
     */
    synchronized Restored read(InputStream stream, Terms terms, @Nullable StartMemory memory) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(new BufferedInputStream(stream, BUFFER_BYTES),
                new CRC32C());
        DataInputStream in = new DataInputStream(checked);
        if (in.readInt() != MAGIC)
            throw new IOException("not a snapshot of repositories in files");
        int version = in.readInt();
        if (version != VERSION)
            throw new IOException("a snapshot of version " + version + ", this code reads " + VERSION);
        long millis = in.readLong();
        List<StateFile> list = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--)
            list.add(readOne(in));
        int checksum = (int) checked.getChecksum().getValue();
        if (in.readInt() != checksum)
            throw new IOException("a damaged snapshot: its checksum is wrong");
        return new Restored(make(list, terms, memory), millis);
    }

    private static StateFile readOne(DataInputStream in) throws IOException {
        try {
            return StateFile.readFrom(in);
        } catch (IllegalArgumentException e) {
            throw new IOException("a damaged snapshot: " + e.getMessage(), e);
        }
    }

    private Map<RepoId, MemoryRepository> make(List<StateFile> list, Terms terms, @Nullable StartMemory memory)
            throws IOException {
        StoreImage.Reader stores = new StoreImage.Reader(files);
        Map<RepoId, MemoryRepository> repositories = new LinkedHashMap<>();
        Map<RepoId, Written> read = new HashMap<>();
        for (StateFile file : list) {
            MemoryRepository repository = file.read(files, stores, terms);
            repositories.put(repository.id(), repository);
        }
        List<MemoryRepository> filled = new ArrayList<>();
        for (StateFile file : list) {
            MemoryRepository repository = repositories.get(file.name().owner());
            if (repository == null)
                throw new IOException(files.path(file.name()) + " holds another repository");
            RepositoryImage.Token unfilled = repository.image().token();
            StoreImage.Filled of = stores.fill(repository.objects(), bytes -> memory != null && memory.isLarge(bytes));
            // What the snapshot needs stays, wherever the objects are from now on.
            read.put(repository.id(), new Written(of.asWritten() ? repository.image().token() : unfilled,
                    file.needing(of.files())));
            filled.add(repository);
            if (memory != null)
                memory.came(repository.objects().hotBytes(), filled, repositories.values());
        }
        written.clear();
        written.putAll(read);
        return repositories;
    }

    /** A snapshot lasts: deletes what only earlier ones needed. */
    void kept(LedgerState.Snapshot snapshot) {
        if (!(snapshot instanceof Grabbed grabbed) || grabbed.of != this || !grabbed.complete)
            throw new IllegalArgumentException("a snapshot that was not written here");
        delete(grabbed.moment, grabbed.needed());
    }

    /** An entry that was applied again names these: it may be once more, after the next start. */
    void namedByTheLog(Set<FileName> names) {
        if (!recovered)
            namedByTheLog.addAll(names);
    }

    /** All entries were applied again: deletes what neither they nor the snapshot came to refer to. */
    void recovered() {
        delete(files.now(), namedByTheLog);
        // From here on, what no store refers to goes when a snapshot lasts that was grabbed since.
        recovered = true;
        namedByTheLog.clear();
    }

    private void delete(ObjectFiles.Moment moment, Set<FileName> alsoNeeded) {
        Set<FileName> needed = new HashSet<>(alsoNeeded);
        synchronized (this) {
            written.values().forEach(each -> needed.addAll(each.file.files()));
        }
        live.get().forEach(repository -> needed.addAll(repository.objects().files()));
        try {
            long freed = files.deleteAllBut(moment, needed::contains);
            if (freed > 0)
                LOG.info("{} bytes of files that nothing refers to are deleted", freed);
        } catch (IOException e) {
            // They are known, so the next snapshot tries again.
            LOG.warn("files that nothing refers to stay for now", e);
        }
    }
}
