package io.memgit.core.object;

import io.memgit.core.file.FileName;
import io.memgit.core.file.ObjectFiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.function.BiConsumer;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The new objects of one write. Only the writer sees them until they are published to an
 * {@link ObjectStore}; dropping the quarantine drops them without a trace.
 *
 * <p>
 * Used by one thread at a time. It looks through its objects one by one while they are few, which
 * is
 * what nearly every write has, and keeps an index above {@value #LINEAR_OBJECTS}.
 */
public final class Quarantine implements AutoCloseable {

    private static final int LINEAR_OBJECTS = 16;

    private static final int FEW_OBJECTS = 4;

    private ObjectId[] ids;
    private byte[][] contents;
    private byte[] types;
    private int[] index = {};
    private int count;
    private long bytes;
    private long smallBytes;
    private @Nullable Pack pack;
    private int received;
    private @Nullable PackRef named;
    private ObjectFiles.@Nullable Pin pin;

    /** A quarantine for a few objects. */
    public Quarantine() {
        this(FEW_OBJECTS);
    }

    /**
     * A quarantine for any number of objects.
     *
     * @param expected
     *            about how many, so that it does not have to grow
     */
    public Quarantine(int expected) {
        int capacity = Math.max(FEW_OBJECTS, Integer.highestOneBit(Math.max(1, expected - 1)) << 1);
        ids = new ObjectId[capacity];
        contents = new byte[capacity][];
        types = new byte[capacity];
        if (capacity > LINEAR_OBJECTS)
            index = new int[capacity * 2];
    }

    /**
     * Adds a new object that consists of the whole of {@code content}. The array is handed over: the
     * caller does not write to it again.
     *
     * @param type
     *            one of {@link org.eclipse.jgit.lib.Constants}' {@code OBJ_COMMIT}, {@code OBJ_TREE},
     *            {@code OBJ_BLOB}, {@code OBJ_TAG}
     * @return the object's id
     * @throws org.eclipse.jgit.util.sha1.Sha1CollisionException
     *             when the object is one half of a SHA-1 collision
     */
    public ObjectId insert(int type, byte[] content) {
        ObjectId id = ObjectHasher.idOf(type, content, 0, content.length);
        add(id, type, content);
        return id;
    }

    /**
     * Adds a new object that consists of {@code length} bytes of {@code buffer} from {@code offset} on.
     * They are copied.
     *
     * @return the object's id
     * @throws org.eclipse.jgit.util.sha1.Sha1CollisionException
     *             when the object is one half of a SHA-1 collision
     */
    public ObjectId insert(int type, byte[] buffer, int offset, int length) {
        ObjectId id = ObjectHasher.idOf(type, buffer, offset, length);
        add(id, type, Arrays.copyOfRange(buffer, offset, offset + length));
        return id;
    }

    /**
     * Adds an object whose id was computed from its content already. The array is handed over.
     *
     * @throws ObjectCollisionException
     *             when this quarantine holds other content under the same id
     */
    public void add(ObjectId id, int type, byte[] content) {
        int existing = indexOf(id);
        if (existing >= 0) {
            if (types[existing] != type || !Arrays.equals(contents[existing], content))
                throw new ObjectCollisionException(id);
            return;
        }
        if (count == types.length)
            grow();
        ids[count] = id;
        contents[count] = content;
        types[count] = (byte) type;
        bytes += content.length;
        if (content.length <= HotGeneration.SMALL_BYTES)
            smallBytes += content.length;
        count++;
        if (index.length > 0)
            addToIndex(count - 1);
    }

    /**
     * The object with this id, or null when it is not among the new ones.
     *
     * @throws java.io.UncheckedIOException
     *             when the received pack is damaged
     */
    public @Nullable ObjectView find(AnyObjectId id) {
        ObjectView loose = findLoose(id);
        return loose != null || pack == null ? loose : pack.find(id);
    }

    /** Whether an object with this id is among the new ones. */
    public boolean has(AnyObjectId id) {
        return indexOf(id) >= 0 || (pack != null && pack.has(id));
    }

    /** How many objects there are, those of the received pack included. */
    public int count() {
        return count + received;
    }

    /** The memory that all objects take, those of the received pack as they are in it, in bytes. */
    public long bytes() {
        return pack == null ? bytes : bytes + pack.sizeBytes();
    }

    /** The memory that the objects take which are not in the received pack, in bytes. */
    public long looseBytes() {
        return bytes;
    }

    /** The pack that came with this write and is kept as it is, or null. */
    public @Nullable Pack pack() {
        return pack;
    }

    /** Calls {@code each} for every object outside of the received pack, in the order they came in. */
    public void forEachLoose(BiConsumer<ObjectId, ObjectView> each) {
        for (int i = 0; i < count; i++)
            each.accept(ids[i], view(i));
    }

    /** Calls {@code each} for every object, those of the received pack after the others. */
    public void forEach(BiConsumer<ObjectId, ObjectView> each) {
        forEachLoose(each);
        if (pack != null)
            pack.forEach(each);
    }

    /**
     * Adds a received pack, which will be published as it is. There is at most one.
     *
     * @param objects
     *            how many of its objects came with the write; the others complete it
     * @param keeping
     *            keeps its files until {@link #close}; null when it has none
     */
    void keep(Pack kept, int objects, ObjectFiles.@Nullable Pin keeping) {
        if (pack != null || named != null)
            throw new IllegalStateException("one write brings one pack");
        pack = kept;
        received = objects;
        pin = keeping;
        PackFiles files = kept.files();
        if (files != null)
            named = new PackRef(files.owner(), files.base(), files.bytes(), objects);
    }

    /**
     * Names the received pack, if it lies on disk: what stands for it in the stored form of a write.
     */
    public @Nullable PackRef packRef() {
        return named;
    }

    /** Says that there is a received pack, which {@link #open} will find. */
    public void refer(PackRef ref) {
        if (pack != null || named != null)
            throw new IllegalStateException("one write brings one pack");
        named = ref;
        received = ref.objects();
    }

    /**
     * Finds the received pack on disk, if there is one that was only named so far.
     *
     * @return whether there was
     * @throws IOException
     *             when it is not there or not what it was
     */
    public boolean open(ObjectFiles files) throws IOException {
        PackRef ref = named;
        if (ref == null || pack != null)
            return false;
        pack = Pack.of(PackFiles.open(files, ref.owner(), ref.name(), ref.bytes()));
        return true;
    }

    /** The files of the received pack, none when it has none or was not opened. */
    public Set<FileName> packFiles() {
        PackFiles files = pack == null ? null : pack.files();
        return files == null ? Set.of() : files.names();
    }

    /**
     * Says that nobody knows whether an entry with these objects will be applied: the files of a
     * received pack stay as long as this process lives.
     */
    public void mayBeApplied() {
        pin = null;
    }

    /**
     * Lets the files of a received pack go, unless a store has them by now. Called when no entry with
     * these objects is under way any more.
     */
    @Override
    public void close() {
        if (pin != null)
            pin.close();
    }

    @Nullable
    ObjectView findLoose(AnyObjectId id) {
        int i = indexOf(id);
        return i < 0 ? null : view(i);
    }

    /** How many objects there are outside of the received pack. */
    int looseCount() {
        return count;
    }

    /** The length of all objects together that will live in chunks, in bytes. */
    long smallBytes() {
        return smallBytes;
    }

    private ObjectView view(int i) {
        return new ObjectView(types[i], contents[i], 0, contents[i].length);
    }

    ObjectId id(int i) {
        return ids[i];
    }

    int type(int i) {
        return types[i];
    }

    byte[] content(int i) {
        return contents[i];
    }

    private int indexOf(AnyObjectId id) {
        if (index.length > 0)
            return indexOfByHash(id);
        for (int i = 0; i < count; i++) {
            if (ids[i].equals(id))
                return i;
        }
        return -1;
    }

    private int indexOfByHash(AnyObjectId id) {
        for (int slot = firstSlot(id);; slot = (slot + 1) & (index.length - 1)) {
            int i = index[slot] - 1;
            if (i < 0 || ids[i].equals(id))
                return i;
        }
    }

    private void grow() {
        int capacity = count * 2;
        ids = Arrays.copyOf(ids, capacity);
        contents = Arrays.copyOf(contents, capacity);
        types = Arrays.copyOf(types, capacity);
        if (capacity > LINEAR_OBJECTS) {
            index = new int[capacity * 2];
            for (int i = 0; i < count; i++)
                addToIndex(i);
        }
    }

    private void addToIndex(int i) {
        int slot = firstSlot(ids[i]);
        while (index[slot] != 0)
            slot = (slot + 1) & (index.length - 1);
        index[slot] = i + 1;
    }

    private int firstSlot(AnyObjectId id) {
        return (int) (IdWords.hash(IdWords.high(IdWords.of(id))) >>> Integer.SIZE) & (index.length - 1);
    }
}
