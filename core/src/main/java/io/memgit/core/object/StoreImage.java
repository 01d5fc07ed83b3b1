package io.memgit.core.object;

import io.memgit.core.file.DiskFullException;
import io.memgit.core.file.FileName;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.file.RepositoryFolder;
import io.memgit.core.name.RepoId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a store held at one moment: a few references, however many objects that are. It is written
 * by
 * saying in which files everything is, after whatever is in no file yet was appended to one.
 *
 * <pre>
 *   settled objects 8 | settled bytes 8 | generations 4 x ( active 1 | mark 8 | files 4 x ( owner 16 | name | length 8 | mark 8 ) )
 *   packs 4 x ( owner 16 | name | bytes 8 )
 * </pre>
 */
public final class StoreImage {

    private static final Logger LOG = LoggerFactory.getLogger(StoreImage.class);
    private static final int MAX_FILES = 1 << 20;

    private final Tiers tiers;
    private final long activeMark;

    StoreImage(Tiers tiers) {
        this.tiers = tiers;
        HotGeneration active = tiers.active();
        this.activeMark = active == null ? 0 : active.mark();
    }

    /** Remembers an image without keeping what it holds. */
    public static final class Token {

        private final WeakReference<Tiers> tiers;
        private final long activeMark;

        Token(StoreImage image) {
            this.tiers = new WeakReference<>(image.tiers);
            this.activeMark = image.activeMark;
        }

        /** Whether {@code image} is the same, so that it need not be written again. */
        public boolean isOf(StoreImage image) {
            // Tiers are replaced as a whole.
            return tiers.refersTo(image.tiers) && activeMark == image.activeMark;
        }
    }

    public Token token() {
        return new Token(this);
    }

    /** The files of the packs. */
    public Set<FileName> packFiles() {
        return tiers.packFiles();
    }

    /**
     * Writes where everything is.
     *
     * @param folder
     *            of the repository; new files are made there
     * @return the files that are named
     * @throws IOException
     *             when something cannot be written, or is in memory alone and never came to a file
     */
    public Set<FileName> writeTo(DataOutputStream out, RepositoryFolder folder) throws IOException {
        Set<FileName> named = new HashSet<>(packFiles());
        out.writeLong(tiers.settled().objects());
        out.writeLong(tiers.settled().bytes());
        HotGeneration active = tiers.active();
        out.writeInt(tiers.frozen().size() + (active == null ? 0 : 1));
        if (active != null)
            write(active, activeMark, true, out, folder, named);
        for (Tiers.Frozen frozen : tiers.frozen())
            write(frozen.generation(), frozen.mark(), false, out, folder, named);
        out.writeInt(tiers.packs().size());
        for (Pack pack : tiers.packs()) {
            PackFiles files = pack.files();
            if (files == null)
                throw new IOException("a pack in memory, in a repository that is on disk");
            writeName(new FileName(files.owner(), files.base()), out);
            out.writeLong(files.bytes());
        }
        return named;
    }

    private static void write(HotGeneration generation, long mark, boolean active, DataOutputStream out,
            RepositoryFolder folder, Set<FileName> named) throws IOException {
        List<GenerationFiles.Part> parts = generation.files().write(generation, mark, folder);
        out.writeBoolean(active);
        out.writeLong(mark);
        out.writeInt(parts.size());
        for (GenerationFiles.Part part : parts) {
            writeName(part.name(), out);
            out.writeLong(part.length());
            out.writeLong(part.mark());
            named.add(part.name());
        }
    }

    private static void writeName(FileName name, DataOutputStream out) throws IOException {
        out.writeLong(name.owner().high());
        out.writeLong(name.owner().low());
        out.writeUTF(name.name());
    }

    /**
     * A store that can be used.
     *
     * @param files
     *            what was named of it
     * @param asWritten
     *            whether it has everything where that says
     */
    public record Filled(Set<FileName> files, boolean asWritten) {}

    /** Makes stores of what was written, which share what they shared. */
    public static final class Reader {

        private final ObjectFiles files;
        private final Map<FileName, GenerationFiles.Reader> generations = new HashMap<>();
        private final Map<HotGeneration, GenerationFiles.Reader> unread = new HashMap<>();
        private final Map<HotGeneration, Integer> stores = new HashMap<>();
        private final Map<FileName, Pack> packs = new HashMap<>();

        public Reader(ObjectFiles files) {
            this.files = files;
        }

        /**
         * A store, which can be used once {@link #fill} has returned. That is called after all stores
         * were read: only then it is known how much of what they share is needed.
         *
         * @throws IOException
         *             when a pack is not there or not what it was
         * @throws IllegalArgumentException
         *             when the bytes are not what was written
         */
        public ObjectStore read(DataInputStream in, RepositoryFolder folder) throws IOException {
            Tiers.Settled settled = new Tiers.Settled(in.readLong(), in.readLong());
            HotGeneration active = null;
            List<Tiers.Frozen> frozen = new ArrayList<>();
            for (int left = count(in); left > 0; left--) {
                boolean isActive = in.readBoolean();
                long mark = in.readLong();
                HotGeneration generation = generation(in);
                if (generation == null)
                    continue;
                if (isActive)
                    active = generation;
                else
                    frozen.add(new Tiers.Frozen(generation, mark));
            }
            List<Pack> held = new ArrayList<>();
            for (int left = count(in); left > 0; left--)
                held.add(pack(readName(in), in.readLong()));
            return new ObjectStore(new Tiers(active, frozen, held, settled), folder);
        }

        /**
         * Brings into memory what the store had there, unless another store has brought it.
         *
         * @param large
         *            whether this many bytes are too much: then they go to a pack, and never come to
         *            memory as a whole. What several stores share always comes: each would have to copy
         *            it
         */
        public Filled fill(ObjectStore store, LongPredicate large) throws IOException {
            Tiers read = store.tiers();
            Set<FileName> files = read.packFiles();
            boolean asWritten = true;
            for (Tiers.Frozen each : read.allFrozen()) {
                GenerationFiles.Reader generation = unread.remove(each.generation());
                if (generation != null && !isTooMuch(generation, large))
                    generation.read();
                else if (generation != null)
                    asWritten &= !putAside(store, generation, each);
                each.generation().files().parts().forEach(part -> files.add(part.name()));
            }
            return new Filled(files, asWritten);
        }

        private boolean isTooMuch(GenerationFiles.Reader generation, LongPredicate large) {
            return stores.getOrDefault(generation.generation(), 0) == 1 && large.test(generation.length());
        }

        private static boolean putAside(ObjectStore store, GenerationFiles.Reader generation, Tiers.Frozen each)
                throws IOException {
            boolean active = each.generation().equals(store.tiers().active());
            try {
                Offload.unread(store, generation, active ? generation.mark() : each.mark());
                return true;
            } catch (DiskFullException e) {
                LOG.warn("{} bytes come to memory that should not", generation.length(), e);
                generation.read();
                return false;
            }
        }

        private @Nullable HotGeneration generation(DataInputStream in) throws IOException {
            List<GenerationFiles.Part> parts = new ArrayList<>();
            for (int left = count(in); left > 0; left--) {
                FileName name = readName(in);
                parts.add(new GenerationFiles.Part(name, in.readLong(), in.readLong()));
            }
            // A generation to which nothing was published.
            if (parts.isEmpty())
                return null;
            GenerationFiles.Reader reader = generations.computeIfAbsent(parts.getFirst().name(),
                    _ -> new GenerationFiles.Reader(files));
            unread.put(reader.generation(), reader);
            stores.merge(reader.generation(), 1, Integer::sum);
            reader.need(parts);
            return reader.generation();
        }

        private Pack pack(FileName name, long bytes) throws IOException {
            Pack known = packs.get(name);
            if (known != null)
                return known;
            PackFiles found = PackFiles.open(files, name.owner(), name.name(), bytes);
            Pack pack = Pack.of(found);
            packs.put(name, pack);
            return pack;
        }

        private static int count(DataInputStream in) throws IOException {
            int count = in.readInt();
            if (count < 0 || count > MAX_FILES)
                throw new IllegalArgumentException("a store of " + count + " files");
            return count;
        }

        private static FileName readName(DataInputStream in) throws IOException {
            return new FileName(new RepoId(in.readLong(), in.readLong()), in.readUTF());
        }
    }
}
