package io.memgit.core.object;

import io.memgit.core.file.BlockSums;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.file.RepositoryFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.jspecify.annotations.Nullable;

/**
 * A pack that is being made, in memory or on disk. What was not finished is gone when this is
 * closed.
 * Used by one thread.
 */
sealed interface PackDraft extends AutoCloseable {

    /**
     * A pack that is there.
     *
     * @param pack
     *            complete
     * @param pin
     *            keeps its files until others refer to them; null when it has none
     */
    record Finished(Pack pack, ObjectFiles.@Nullable Pin pin) {}

    /**
     * Begins one where the repository keeps its packs: in the folder, or in memory when it has none.
     */
    static PackDraft in(@Nullable RepositoryFolder folder) {
        return folder == null ? new InMemory() : new OnDisk(folder);
    }

    /** Begins one of the files, to be written from its begin to its end. */
    OutputStream create(PackExt ext) throws IOException;

    /** Begins the pack itself, to be read while it is written. */
    GrowingBytes growing();

    /** Makes it last, as far as the repository does. Pack and index are there. */
    Finished finish(PackSource source, int objects) throws IOException;

    @Override
    void close();

    /** In memory. */
    final class InMemory implements PackDraft {

        private final Map<PackExt, ChunkedBytes> files = new EnumMap<>(PackExt.class);

        @Override
        public OutputStream create(PackExt ext) {
            return begun(ext);
        }

        @Override
        public GrowingBytes growing() {
            return begun(PackExt.PACK);
        }

        private ChunkedBytes begun(PackExt ext) {
            ChunkedBytes bytes = new ChunkedBytes();
            files.put(ext, bytes);
            return bytes;
        }

        @Override
        public Finished finish(PackSource source, int objects) throws IOException {
            Map<PackExt, ChunkedBytes> beside = new EnumMap<>(PackExt.class);
            files.forEach((ext, bytes) -> beside.put(ext, bytes.complete()));
            ChunkedBytes pack = beside.remove(PackExt.PACK);
            ChunkedBytes index = beside.remove(PackExt.INDEX);
            if (pack == null || index == null)
                throw new IllegalStateException("a pack without itself or its index");
            return new Finished(Pack.of(source, pack, PackIndex.read(index.from(0)), beside), null);
        }

        @Override
        public void close() {
            // Nobody sees it, so nothing is left of it.
        }
    }

    /** In files. */
    final class OnDisk implements PackDraft {

        private final PackFiles.Writer writer;
        private @Nullable SpooledBytes spooled;

        OnDisk(RepositoryFolder folder) {
            this.writer = new PackFiles.Writer(folder.files(), folder.owner());
        }

        @Override
        public OutputStream create(PackExt ext) throws IOException {
            return writer.create(ext);
        }

        @Override
        public GrowingBytes growing() {
            SpooledBytes bytes = new SpooledBytes(() -> writer.create(PackExt.PACK));
            spooled = bytes;
            return bytes;
        }

        @Override
        public Finished finish(PackSource source, int objects) throws IOException {
            SpooledBytes bytes = spooled;
            if (bytes != null) {
                BlockSums sums = bytes.complete();
                writer.summed(PackExt.PACK, sums);
            }
            PackFiles.Published published = writer.publish(source, objects);
            return new Finished(Pack.of(published.files()), published.pin());
        }

        @Override
        public void close() {
            writer.close();
        }
    }
}
