package io.memgit.core.object;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Raw objects in memory, only ever appended to. A generation is retired as a whole, when all that
 * is
 * needed of it has been folded into a pack.
 *
 * <pre>
 * table (open addressing, linear probing)       chunk 0 (256 KiB; the first grows to that from 1 KiB)
 *   slot 0   0  (free)                          unit 0 +--------------------+---------+--------------+
 *   slot 1   fingerprint 9 | reference 1 -----------&gt;  | 557db03d..  20 B   | 3 | 12  | hello world. |
 *   slot 2   fingerprint 2 | reference 10 -------+ 9   +--------------------+---------+--------------+
 *   slot 3   fingerprint 5 | reference MAX -+    +--&gt;  | 4b825dc6..  20 B   | 2 | 0   |
 *                                           |    15    +--------------------+---------+ - - mark - - -
 *                                           +--&gt; large object 0: a byte[] of its own
 * </pre>
 *
 * <p>
 * A record is {@code [id | type in 3 bits, length in 29 | bytes]}, padded to units of four bytes
 * and
 * never split over two chunks; a header of zero ends a chunk early. A slot refers to a record by
 * its
 * unit + 1, or counted down from {@link #MAX_REFERENCE} to a large object. The fingerprint is four
 * more bits of the hash, so that fifteen of sixteen foreign slots are passed without touching their
 * record.
 *
 * <p>
 * One writer at a time (the holder of the repository's writer lock), readers without a lock.
 * Readers
 * take the mark first: it counts the units and large objects that are published, and a slot that
 * refers beyond it is passed over. The writer moves it once for a whole batch, after everything
 * else
 * is written, so the batch becomes visible at once. Arrays that grow are replaced before the mark
 * moves, and an old one stays right for those who still read it.
 */
class HotGeneration {

    /** The longest object that lives in a chunk, in bytes. */
    static final int SMALL_BYTES = 32 << 10;
    /** The length of a chunk, in bytes: below G1's humongous size in all but the smallest heaps. */
    static final int CHUNK_BYTES = 256 << 10;
    static final int MAX_REFERENCE = (1 << 28) - 1;

    private static final int UNIT = Integer.BYTES;
    private static final int CHUNK_UNITS = CHUNK_BYTES / UNIT;
    private static final int FIRST_CHUNK_BYTES = 1 << 10;
    private static final int HEADER_AT = Constants.OBJECT_ID_LENGTH;
    private static final int DATA_AT = HEADER_AT + Integer.BYTES;
    private static final int LENGTH_BITS = 29;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;
    private static final int FIRST_TABLE_SLOTS = 16;
    private static final int MAX_LARGE = 1 << 20;
    private static final int MAX_UNITS = MAX_REFERENCE - MAX_LARGE - CHUNK_UNITS;
    private static final VarHandle MARK;

    static {
        try {
            MARK = MethodHandles.lookup().findVarHandle(HotGeneration.class, "mark", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The objects above {@link #SMALL_BYTES}: parallel arrays, the ids one after another. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Large(byte[][] contents, byte[] ids, byte[] types) {

        Large grown() {
            int capacity = Math.max(4, types.length * 2);
            return new Large(Arrays.copyOf(contents, capacity),
                    Arrays.copyOf(ids, capacity * Constants.OBJECT_ID_LENGTH), Arrays.copyOf(types, capacity));
        }
    }

    private volatile int[] table = new int[FIRST_TABLE_SLOTS];
    private volatile byte[][] chunks = {};
    private volatile Large large = new Large(new byte[0][], new byte[0], new byte[0]);

    private volatile @Nullable GenerationFiles files;

    /** Published: the number of large objects, and below it in 32 bits the end of the small ones. */
    @SuppressWarnings("UnusedVariable") // read and written through MARK
    private long mark;

    // The writer's own; the last two are also read for statistics, where an older value does no harm.
    private int end;
    private int largeCount;
    private int objectCount;
    private long byteCount;

    /** What is published by now. Take it once and use it for one or many look-ups. */
    final long mark() {
        return (long) MARK.getAcquire(this);
    }

    /** The object with this id if it was published by {@code upTo}, else null. */
    final @Nullable ObjectView find(long high, long middle, int low, long upTo) {
        int reference = reference(high, middle, low, (int) upTo, (int) (upTo >>> Integer.SIZE));
        return reference == 0 ? null : view(reference);
    }

    /** Whether an object with this id was published by {@code upTo}. */
    final boolean has(long high, long middle, int low, long upTo) {
        return reference(high, middle, low, (int) upTo, (int) (upTo >>> Integer.SIZE)) != 0;
    }

    /**
     * Appends what is not here yet, and publishes it all at once.
     *
     * @throws ObjectCollisionException
     *             when other content has one of the ids; nothing is appended then
     */
    final void append(Quarantine batch) {
        boolean complete = false;
        try {
            for (int i = 0; i < batch.looseCount(); i++) {
                append(batch.id(i), batch.type(i), batch.content(i));
                appendedOneOfABatch();
            }
            complete = true;
        } finally {
            if (!complete)
                forgetUnpublished();
        }
        publish();
    }

    /** Whether this batch fits. */
    final boolean hasRoomFor(Quarantine batch) {
        long units = batch.smallBytes() / UNIT + (long) batch.looseCount() * (DATA_AT / UNIT + 1);
        // In the worst case each record leaves nearly its own length unused at the end of a chunk.
        return largeCount + (long) batch.looseCount() <= MAX_LARGE && end + units * 2 <= MAX_UNITS;
    }

    /** How many objects there are. */
    final int objectCount() {
        return objectCount;
    }

    /** The memory that the objects take with their records and the index, in bytes. */
    final long sizeBytes() {
        return byteCount + (long) table.length * Integer.BYTES;
    }

    /** Calls {@code each} for every object that was published by {@code upTo}. */
    final void forEach(long upTo, BiConsumer<ObjectId, ObjectView> each) {
        byte[][] in = chunks;
        for (int unit = 0; unit < (int) upTo;) {
            byte[] chunk = in[unit / CHUNK_UNITS];
            int at = unit % CHUNK_UNITS * UNIT;
            if (endsAt(chunk, at)) {
                unit = nextChunk(unit);
                continue;
            }
            int header = IdWords.intAt(chunk, at + HEADER_AT);
            int length = header & LENGTH_MASK;
            each.accept(IdWords.idAt(chunk, at), new ObjectView(header >>> LENGTH_BITS, chunk, at + DATA_AT, length));
            unit += unitsOf(length);
        }
        for (int i = 0; i < (int) (upTo >>> Integer.SIZE); i++) {
            each.accept(IdWords.idAt(large.ids, i * Constants.OBJECT_ID_LENGTH), view(MAX_REFERENCE - i));
        }
    }

    /** Takes what a generation holds, in pieces that another one can be made of again. */
    interface Pieces {

        /** Records of small objects that begin at a unit, and end before the next piece. */
        void small(int unit, byte[] buffer, int offset, int length) throws IOException;

        /** A large object. */
        void large(int number, ObjectId id, int type, byte[] content) throws IOException;
    }

    /** Gives all that was published between two marks. */
    final void between(long from, long to, Pieces pieces) throws IOException {
        byte[][] in = chunks;
        for (int unit = (int) from; unit < (int) to;) {
            byte[] chunk = in[unit / CHUNK_UNITS];
            int at = unit % CHUNK_UNITS * UNIT;
            int next = Math.min((int) to, nextChunk(unit));
            pieces.small(unit, chunk, at, Math.min((next - unit) * UNIT, chunk.length - at));
            unit = next;
        }
        Large now = large;
        for (int i = (int) (from >>> Integer.SIZE); i < (int) (to >>> Integer.SIZE); i++)
            pieces.large(i, IdWords.idAt(now.ids, i * Constants.OBJECT_ID_LENGTH), now.types[i], now.contents[i]);
    }

    /**
     * Takes a piece that {@link #between} gave, in the same order. Nothing of it can be found before
     * {@link #restored}.
     *
     * @throws IllegalArgumentException
     *             when it does not follow the piece before it
     */
    final void restoreSmall(int unit, byte[] records) {
        int at = unit % CHUNK_UNITS * UNIT;
        boolean follows = unit == end || (end > 0 && unit == nextChunk(end - 1));
        if (!follows || records.length % UNIT != 0
                || at + records.length > CHUNK_BYTES)
            throw new IllegalArgumentException("records at " + unit + " after those up to " + end);
        System.arraycopy(records, 0, chunkFor(unit / CHUNK_UNITS, at + records.length), at, records.length);
        end = unit + records.length / UNIT;
    }

    /** As {@link #restoreSmall}. The content is handed over. */
    final void restoreLarge(int number, ObjectId id, int type, byte[] content) {
        if (number != largeCount)
            throw new IllegalArgumentException("large object " + number + " after " + largeCount);
        int[] words = IdWords.of(id);
        appendLarge(IdWords.high(words), IdWords.middle(words), IdWords.low(words), type, content);
    }

    /**
     * Gives the objects of a piece of small ones.
     *
     * @param units
     *            how far it is read
     * @throws IllegalArgumentException
     *             when a record goes beyond the piece
     */
    static void records(byte[] piece, int units, WholePack.Each each) throws IOException {
        for (int at = 0; at / UNIT < units && !endsAt(piece, at);) {
            int header = IdWords.intAt(piece, at + HEADER_AT);
            int length = header & LENGTH_MASK;
            int next = at + unitsOf(length) * UNIT;
            if (next > piece.length)
                throw new IllegalArgumentException("a record that goes beyond its piece");
            each.take(IdWords.idAt(piece, at), new ObjectView(header >>> LENGTH_BITS, piece, at + DATA_AT, length));
            at = next;
        }
    }

    /**
     * All pieces up to a mark were taken: makes them visible.
     *
     * @throws IllegalArgumentException
     *             when the mark is not where the pieces end, or a record goes beyond them
     */
    final void restored(long upTo) {
        if ((int) upTo != end || (int) (upTo >>> Integer.SIZE) != largeCount)
            throw new IllegalArgumentException("records up to %x, for those up to %x".formatted(end, upTo));
        int[] slots = new int[slotsFor(countRestored())];
        int[] sums = {0};
        byteCount = enterAll(slots, sums);
        objectCount = sums[0];
        table = slots;
        publish();
    }

    private static int slotsFor(int objects) {
        int slots = FIRST_TABLE_SLOTS;
        while (isOverfull(objects, slots))
            slots *= 2;
        return slots;
    }

    // Load stays at or below 3/4: most slots that are passed over cost no look at their record.
    private static boolean isOverfull(int objects, int slots) {
        return objects * 4L > slots * 3L;
    }

    private int countRestored() {
        int count = largeCount;
        for (int unit = 0; unit < end;) {
            byte[] chunk = chunks[unit / CHUNK_UNITS];
            int at = unit % CHUNK_UNITS * UNIT;
            if (endsAt(chunk, at)) {
                unit = nextChunk(unit);
                continue;
            }
            int units = unitsOf(IdWords.intAt(chunk, at + HEADER_AT) & LENGTH_MASK);
            if (at + units * UNIT > chunk.length)
                throw new IllegalArgumentException("a record that goes beyond its chunk");
            unit += units;
            count++;
        }
        return count;
    }

    /** Where it lies on disk, as far as it does. */
    final synchronized GenerationFiles files() {
        GenerationFiles known = files;
        if (known == null) {
            known = new GenerationFiles();
            files = known;
        }
        return known;
    }

    /** Makes all that was appended visible. */
    final void publish() {
        MARK.setRelease(this, (long) largeCount << Integer.SIZE | end);
    }

    /** A point between two objects of a batch, where nothing of it may be visible. */
    void appendedOneOfABatch() {}

    private int reference(long high, long middle, int low, int endUnit, int endLarge) {
        int[] slots = table;
        int mask = slots.length - 1;
        long hash = IdWords.hash(high);
        int fingerprint = fingerprint(hash);
        for (int slot = firstSlot(hash, slots);; slot = (slot + 1) & mask) {
            // Read once: the writer may fill a free slot at any moment.
            int entry = slots[slot];
            if (entry == 0)
                return 0;
            if ((entry & ~MAX_REFERENCE) == fingerprint
                    && isObject(entry & MAX_REFERENCE, high, middle, low, endUnit, endLarge))
                return entry & MAX_REFERENCE;
        }
    }

    /** Where an object is in the table, or the free slot where it belongs; for the writer alone. */
    private int placeToWrite(long high, long middle, int low) {
        int[] slots = table;
        int mask = slots.length - 1;
        long hash = IdWords.hash(high);
        int fingerprint = fingerprint(hash);
        int slot = firstSlot(hash, slots);
        while (slots[slot] != 0 && ((slots[slot] & ~MAX_REFERENCE) != fingerprint
                || !isObject(slots[slot] & MAX_REFERENCE, high, middle, low, end, largeCount)))
            slot = (slot + 1) & mask;
        return slot;
    }

    private boolean isObject(int reference, long high, long middle, int low, int endUnit, int endLarge) {
        int unit = reference - 1;
        if (unit < endUnit)
            return IdWords.isAt(chunks[unit / CHUNK_UNITS], unit % CHUNK_UNITS * UNIT, high, middle, low);
        int i = MAX_REFERENCE - reference;
        return i < endLarge && IdWords.isAt(large.ids, i * Constants.OBJECT_ID_LENGTH, high, middle, low);
    }

    private ObjectView view(int reference) {
        int i = MAX_REFERENCE - reference;
        if (i < MAX_LARGE) {
            byte[] content = large.contents[i];
            return new ObjectView(large.types[i], content, 0, content.length);
        }
        int unit = reference - 1;
        byte[] chunk = chunks[unit / CHUNK_UNITS];
        int at = unit % CHUNK_UNITS * UNIT;
        int header = IdWords.intAt(chunk, at + HEADER_AT);
        return new ObjectView(header >>> LENGTH_BITS, chunk, at + DATA_AT, header & LENGTH_MASK);
    }

    private void append(ObjectId id, int type, byte[] content) {
        int[] words = IdWords.of(id);
        long high = IdWords.high(words);
        long middle = IdWords.middle(words);
        int low = IdWords.low(words);
        if (isOverfull(objectCount + 1, table.length))
            growTable();
        int[] slots = table;
        int slot = placeToWrite(high, middle, low);
        if (slots[slot] != 0) {
            if (!view(slots[slot] & MAX_REFERENCE).hasContent(type, content))
                throw new ObjectCollisionException(id);
            return;
        }
        int reference = content.length > SMALL_BYTES
                ? appendLarge(high, middle, low, type, content)
                : appendSmall(high, middle, low, type, content);
        slots[slot] = fingerprint(IdWords.hash(high)) | reference;
        objectCount++;
    }

    private int appendSmall(long high, long middle, int low, int type, byte[] content) {
        int units = unitsOf(content.length);
        if (end % CHUNK_UNITS + units > CHUNK_UNITS)
            end = nextChunk(end);
        int unit = end;
        int at = unit % CHUNK_UNITS * UNIT;
        byte[] chunk = chunkFor(unit / CHUNK_UNITS, at + units * UNIT);
        IdWords.write(chunk, at, high, middle, low);
        IdWords.writeInt(chunk, at + HEADER_AT, type << LENGTH_BITS | content.length);
        System.arraycopy(content, 0, chunk, at + DATA_AT, content.length);
        end = unit + units;
        byteCount += (long) units * UNIT;
        return unit + 1;
    }

    // Large content is kept as it came: quarantine and store share the array that was handed over.
    private int appendLarge(long high, long middle, int low, int type, byte[] content) {
        if (largeCount == large.types.length)
            large = large.grown();
        int i = largeCount;
        large.contents[i] = content;
        large.types[i] = (byte) type;
        IdWords.write(large.ids, i * Constants.OBJECT_ID_LENGTH, high, middle, low);
        largeCount = i + 1;
        byteCount += content.length + (long) DATA_AT;
        return MAX_REFERENCE - i;
    }

    private byte[] chunkFor(int number, int bytes) {
        byte[][] old = chunks;
        if (number < old.length && old[number].length >= bytes)
            return old[number];
        byte[][] grown = Arrays.copyOf(old, Math.max(old.length, number + 1));
        // Only the first chunk starts small: it is all that most repositories ever have.
        int length = number == 0 ? Math.max(FIRST_CHUNK_BYTES, Integer.highestOneBit(bytes - 1) << 1) : CHUNK_BYTES;
        grown[number] = number < old.length ? Arrays.copyOf(old[number], length) : new byte[length];
        chunks = grown;
        return grown[number];
    }

    // After a failed batch: what was not published gives its place to the next one.
    private void forgetUnpublished() {
        long published = mark();
        end = (int) published;
        largeCount = (int) (published >>> Integer.SIZE);
        clearBeyondEnd();
        int[] slots = new int[table.length];
        int[] sums = {0};
        byteCount = enterAll(slots, sums);
        objectCount = sums[0];
        table = slots;
    }

    private void clearBeyondEnd() {
        byte[][] in = chunks;
        for (int number = end / CHUNK_UNITS; number < in.length; number++) {
            int from = number == end / CHUNK_UNITS ? end % CHUNK_UNITS * UNIT : 0;
            if (from < in[number].length)
                Arrays.fill(in[number], from, in[number].length, (byte) 0);
        }
        Arrays.fill(large.contents, largeCount, large.contents.length, new byte[0]);
    }

    private void growTable() {
        int[] slots = new int[table.length * 2];
        enterAll(slots, new int[1]);
        table = slots;
    }

    // Walks the records in their order in memory, which is far quicker than in that of the table.
    private long enterAll(int[] slots, int[] counted) {
        byte[][] in = chunks;
        long bytes = 0;
        int objects = 0;
        for (int unit = 0; unit < end;) {
            byte[] chunk = in[unit / CHUNK_UNITS];
            int at = unit % CHUNK_UNITS * UNIT;
            if (endsAt(chunk, at)) {
                unit = nextChunk(unit);
                continue;
            }
            enter(slots, IdWords.highAt(chunk, at), unit + 1);
            int units = unitsOf(IdWords.intAt(chunk, at + HEADER_AT) & LENGTH_MASK);
            unit += units;
            bytes += (long) units * UNIT;
            objects++;
        }
        for (int i = 0; i < largeCount; i++) {
            enter(slots, IdWords.highAt(large.ids, i * Constants.OBJECT_ID_LENGTH), MAX_REFERENCE - i);
            bytes += large.contents[i].length + (long) DATA_AT;
        }
        counted[0] = objects + largeCount;
        return bytes;
    }

    private static void enter(int[] slots, long high, int reference) {
        int mask = slots.length - 1;
        long hash = IdWords.hash(high);
        int slot = firstSlot(hash, slots);
        while (slots[slot] != 0)
            slot = (slot + 1) & mask;
        slots[slot] = fingerprint(hash) | reference;
    }

    private static int firstSlot(long hash, int[] slots) {
        return (int) (hash >>> (Long.numberOfLeadingZeros(slots.length) + 1));
    }

    // From bits below those that choose the slot: a table has at most 2^29 slots.
    private static int fingerprint(long hash) {
        return (int) (hash >>> 3) & ~MAX_REFERENCE;
    }

    private static boolean endsAt(byte[] chunk, int at) {
        return at + DATA_AT > chunk.length || IdWords.intAt(chunk, at + HEADER_AT) == 0;
    }

    private static int nextChunk(int unit) {
        return (unit / CHUNK_UNITS + 1) * CHUNK_UNITS;
    }

    private static int unitsOf(int length) {
        return (DATA_AT + length + UNIT - 1) / UNIT;
    }
}
