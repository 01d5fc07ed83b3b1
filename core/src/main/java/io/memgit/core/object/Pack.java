package io.memgit.core.object;

import io.memgit.core.file.MappedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.zip.DataFormatException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCache;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsPackFile;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.internal.storage.file.PackReverseIndex;
import org.eclipse.jgit.internal.storage.file.PackReverseIndexFactory;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A pack in memory or on disk, complete and never changed, with its index and what else was written
 * beside it.
 *
 * <p>
 * It is shared between a repository and its forks, and so is the one {@link DfsPackFile} by which
 * JGit sees it. Single objects are read here, straight from the pack's bytes and without JGit's
 * block cache; that serves what JGit copies as it is, such as a whole pack for a clone.
 */
public final class Pack extends DfsPackDescription {

    private static final DfsRepositoryDescription NO_REPOSITORY = new DfsRepositoryDescription("memory");
    private static final AtomicLong NUMBERS = new AtomicLong();

    /** Enough for the two lengths that a delta begins with. */
    private static final int DELTA_HEADER_BYTES = 20;

    /**
     * An object's entry: its type or that of a delta, the length after inflating, and what it is based
     * on.
     */
    private record Header(int type, long length, long dataAt, long base) {}

    private final long number;
    private final StoredBytes pack;
    private final PackIndex index;
    private final long besideBytes;
    private volatile Map<PackExt, StoredBytes> beside;
    private final @Nullable PackFiles files;
    private volatile @Nullable DfsPackFile file;

    private Pack(long number, PackSource source, StoredBytes pack, PackIndex index,
            Map<PackExt, StoredBytes> beside, @Nullable PackFiles files) {
        super(NO_REPOSITORY, "pack-" + number + ".pack", source);
        this.number = number;
        this.pack = pack;
        this.index = index;
        this.beside = Map.copyOf(beside);
        this.besideBytes = beside.values().stream().mapToLong(StoredBytes::memoryBytes).sum();
        this.files = files;
    }

    /**
     * A pack in memory, made of its complete files.
     *
     * @param beside
     *            the files beside pack and index, such as bitmaps and the commit-graph
     */
    static Pack of(PackSource source, StoredBytes pack, PackIndex index,
            Map<PackExt, ? extends StoredBytes> beside) {
        return of(source, pack, index, Map.copyOf(beside), null);
    }

    /**
     * A pack on disk. Nothing of it is read here.
     *
     * @throws IOException
     *             when it has no index
     */
    static Pack of(PackFiles files) throws IOException {
        Map<PackExt, StoredBytes> beside = new EnumMap<>(PackExt.class);
        files.files().forEach((ext, file) -> beside.put(ext, new MappedBytes(file)));
        StoredBytes pack = beside.remove(PackExt.PACK);
        StoredBytes index = beside.remove(PackExt.INDEX);
        if (pack == null || index == null)
            throw new IOException("a pack " + files.owner() + "/" + files.base() + " that lacks itself or its index");
        return of(files.source(), pack, new StoredIndex(index, files.objects()), beside, files);
    }

    private static Pack of(PackSource source, StoredBytes pack, PackIndex index,
            Map<PackExt, StoredBytes> beside, @Nullable PackFiles files) {
        HermeticJgit.install();
        Pack made = new Pack(NUMBERS.incrementAndGet(), source, pack, index, beside, files);
        made.describe(PackExt.PACK, pack.size());
        made.addFileExt(PackExt.INDEX);
        beside.forEach((ext, bytes) -> made.describe(ext, bytes.size()));
        made.setObjectCount(index.getObjectCount());
        // Packs are sorted by age: a number that grows is all that takes.
        made.setLastModified(made.number);
        return made;
    }

    private void describe(PackExt ext, long bytes) {
        addFileExt(ext);
        setFileSize(ext, bytes);
    }

    /** How many objects there are. */
    public int objectCount() {
        return (int) index.getObjectCount();
    }

    /** Where it is on disk, or null when it is in memory. */
    @Nullable
    PackFiles files() {
        return files;
    }

    /**
     * Lets JGit read what is beside the pack before anybody waits for it. What it has made its own
     * then,
     * for as long as the pack lives in memory, is not kept here a second time.
     */
    void warm(DfsReader reader) throws IOException {
        DfsPackFile read = file();
        read.getReverseIdx(reader);
        Map<PackExt, StoredBytes> unread = new EnumMap<>(PackExt.class);
        unread.putAll(beside);
        if (read.getBitmapIndex(reader) != null)
            unread.remove(PackExt.BITMAP_INDEX);
        if (read.getCommitGraph(reader) != null)
            unread.remove(PackExt.COMMIT_GRAPH);
        if (files == null)
            beside = Map.copyOf(unread);
    }

    /** Where it is, for a person. */
    String describedPlace() {
        return files == null ? getFileName(PackExt.PACK) : files.owner() + "/" + files.base() + ".pack";
    }

    /** Forgets what can be read from disk again. */
    void unload() {
        if (files == null)
            return;
        file = null;
        files.files().values().forEach(MappedFile::release);
    }

    /** What the pack takes with everything beside it, in memory or on disk, in bytes. */
    public long sizeBytes() {
        if (files != null)
            return files.bytes();
        return pack.memoryBytes() + besideBytes
                + index.getObjectCount() * (Constants.OBJECT_ID_LENGTH + Long.BYTES);
    }

    /**
     * The heap that it takes, in bytes; of what JGit made of a pack on disk, about as much as that is.
     */
    long heapBytes() {
        if (files == null)
            return sizeBytes();
        return file == null ? 0 : files.bytes() - pack.size();
    }

    /** Whether an object with this id is here. */
    boolean has(AnyObjectId id) {
        return index.findOffset(id) > 0;
    }

    /**
     * The object with this id, or null when it is not here.
     *
     * @throws UncheckedIOException
     *             when the pack is damaged
     */
    @Nullable
    ObjectView find(AnyObjectId id) {
        long offset = index.findOffset(id);
        if (offset <= 0)
            return null;
        Inflated.Entry entry = load(offset);
        return new ObjectView(entry.type(), entry.content(), 0, entry.content().length);
    }

    /** Calls {@code each} for every object, in the order of the ids. */
    void forEach(BiConsumer<ObjectId, ObjectView> each) {
        for (PackIndex.MutableEntry entry : index) {
            Inflated.Entry object = load(entry.getOffset());
            each.accept(entry.toObjectId(),
                    new ObjectView(object.type(), object.content(), 0, object.content().length));
        }
    }

    /** The length of the object with this id in bytes, or -1 when it is not here. */
    long lengthOf(AnyObjectId id) {
        long offset = index.findOffset(id);
        if (offset <= 0)
            return -1;
        Header header = headerAt(offset);
        if (header.base < 0)
            return header.length;
        try {
            return Delta.resultLength(inflate(header, offset, DELTA_HEADER_BYTES));
        } catch (CorruptObjectException e) {
            throw damaged(offset, e);
        }
    }

    /** Whether the object with this id is here, and not as a delta. */
    boolean isWhole(AnyObjectId id) {
        long offset = index.findOffset(id);
        return offset > 0 && headerAt(offset).base < 0;
    }

    /**
     * The type of the object with this id, that of its base when it is a delta, or 0 when it is not
     * here.
     */
    int typeOf(AnyObjectId id) {
        long offset = index.findOffset(id);
        if (offset <= 0)
            return 0;
        Header header = headerAt(offset);
        while (header.base >= 0)
            header = headerAt(header.base);
        return header.type;
    }

    /** The type of an object that is stored whole. */
    int storedType(AnyObjectId id) {
        return headerAt(index.findOffset(id)).type;
    }

    /** The deflated bytes of an object that is stored whole, and whatever comes behind them. */
    InputStream deflated(AnyObjectId id) {
        return pack.from(headerAt(index.findOffset(id)).dataAt);
    }

    PackIndex index() {
        return index;
    }

    DfsPackFile file() {
        DfsPackFile known = file;
        return known == null ? newFile() : known;
    }

    private synchronized DfsPackFile newFile() {
        DfsPackFile known = file;
        if (known == null) {
            known = new DfsPackFile(DfsBlockCache.getInstance(), this, DfsPackFile.DEFAULT_BITMAP_LOADER,
                    () -> new Indexes(index));
            file = known;
        }
        return known;
    }

    /**
     * The bytes of one of the pack's files, or null when there is none of this kind or JGit has it.
     */
    @Nullable
    StoredBytes bytesOf(PackExt ext) {
        return ext == PackExt.PACK ? pack : beside.get(ext);
    }

    // Goes down a chain of deltas to what is stored whole or was lately inflated, and comes back up.
    private Inflated.Entry load(long offset) {
        long[] offsets = new long[8];
        Header[] deltas = new Header[8];
        int depth = 0;
        long at = offset;
        Inflated.Entry entry;
        while ((entry = Inflated.CACHE.get(number, at)) == null) {
            Header header = headerAt(at);
            if (header.base < 0) {
                entry = remember(at, header.type, inflate(header, at, header.length));
                break;
            }
            if (depth == deltas.length) {
                deltas = Arrays.copyOf(deltas, depth * 2);
                offsets = Arrays.copyOf(offsets, depth * 2);
            }
            offsets[depth] = at;
            deltas[depth++] = header;
            at = header.base;
        }
        while (depth-- > 0) {
            byte[] delta = inflate(deltas[depth], offsets[depth], deltas[depth].length);
            entry = remember(offsets[depth], entry.type(), applied(delta, entry.content(), offsets[depth]));
        }
        return entry;
    }

    private byte[] applied(byte[] delta, byte[] base, long offset) {
        try {
            return Delta.apply(base, delta);
        } catch (CorruptObjectException e) {
            throw damaged(offset, e);
        }
    }

    private Inflated.Entry remember(long offset, int type, byte[] content) {
        Inflated.Entry entry = new Inflated.Entry(number, offset, type, content);
        Inflated.CACHE.put(entry);
        return entry;
    }

    private byte[] inflate(Header header, long offset, long length) {
        try {
            return length >= header.length
                    ? Inflaters.inflate(pack, header.dataAt, Math.toIntExact(header.length))
                    : Inflaters.inflatePrefix(pack, header.dataAt, (int) length);
        } catch (DataFormatException e) {
            throw damaged(offset, e);
        }
    }

    private UncheckedIOException damaged(long offset, Exception cause) {
        CorruptObjectException corrupt = new CorruptObjectException(
                "%s is damaged at %d: %s".formatted(getFileName(PackExt.PACK), offset, cause.getMessage()));
        corrupt.initCause(cause);
        return new UncheckedIOException(corrupt);
    }

    private Header headerAt(long offset) {
        long at = offset;
        int b = pack.byteAt(at++);
        int type = (b >> 4) & 7;
        long length = b & 15;
        for (int shift = 4; (b & 0x80) != 0; shift += 7) {
            b = pack.byteAt(at++);
            length |= (long) (b & 0x7f) << shift;
        }
        if (type == Constants.OBJ_REF_DELTA)
            return new Header(type, length, at + Constants.OBJECT_ID_LENGTH, offsetOf(idAt(at), offset));
        if (type != Constants.OBJ_OFS_DELTA)
            return new Header(type, length, at, -1);
        b = pack.byteAt(at++);
        long back = b & 0x7f;
        while ((b & 0x80) != 0) {
            b = pack.byteAt(at++);
            back = ((back + 1) << 7) | (b & 0x7f);
        }
        return new Header(type, length, at, offset - back);
    }

    private ObjectId idAt(long at) {
        byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
        pack.read(at, raw, 0, raw.length);
        return ObjectId.fromRaw(raw);
    }

    private long offsetOf(ObjectId base, long offset) {
        long at = index.findOffset(base);
        if (at <= 0)
            throw new UncheckedIOException(new CorruptObjectException(
                    "%s lacks the base %s of %d".formatted(getFileName(PackExt.PACK), base.name(), offset)));
        return at;
    }

    /** The index is in memory already; that of positions is computed when somebody asks for it. */
    private record Indexes(PackIndex index) implements DfsPackFile.IndexFactory.PackIndexes {

        @Override
        public PackIndex index(DfsReader reader) {
            return index;
        }

        @Override
        public PackReverseIndex reverseIndex(DfsReader reader, PackIndex of) throws IOException {
            return PackReverseIndexFactory.computeFromIndex(of);
        }
    }
}
