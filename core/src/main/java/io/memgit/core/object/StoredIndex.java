package io.memgit.core.object;

import java.util.Iterator;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The index of a pack (version 2, see git's {@code gitformat-pack}), read where it lies: nothing of
 * it is in this process's memory, however many objects there are.
 *
 * <pre>
 *   magic 4 | version 4 | 256 x count of ids up to this first byte 4 | ids 20 | CRC-32 4 | offsets 4 |
 *   long offsets 8 | checksum of the pack 20 | checksum of the index 20
 * </pre>
 */
final class StoredIndex implements PackIndex {

    private static final int FANOUT_AT = 8;
    private static final int FANOUT = 256;
    private static final int IDS_AT = FANOUT_AT + FANOUT * Integer.BYTES;
    private static final int ID_BYTES = Constants.OBJECT_ID_LENGTH;

    private final StoredBytes bytes;
    private final int count;

    /**
     * @param bytes
     *            a whole index
     * @param count
     *            how many objects it has
     */
    StoredIndex(StoredBytes bytes, int count) {
        this.bytes = bytes;
        this.count = count;
    }

    @Override
    public long getObjectCount() {
        return count;
    }

    @Override
    public long getOffset64Count() {
        return (bytes.size() - longOffsetsAt() - 2L * ID_BYTES) / Long.BYTES;
    }

    @Override
    public ObjectId getObjectId(long position) {
        byte[] raw = new byte[ID_BYTES];
        bytes.read(idAt(position), raw, 0, ID_BYTES);
        return ObjectId.fromRaw(raw);
    }

    @Override
    public long getOffset(long position) {
        int offset = bytes.intAt(offsetsAt() + position * Integer.BYTES);
        return offset >= 0
                ? offset
                : bytes.longAt(longOffsetsAt() + (offset & Integer.MAX_VALUE) * (long) Long.BYTES);
    }

    @Override
    public long findOffset(AnyObjectId id) {
        int position = findPosition(id);
        return position < 0 ? -1 : getOffset(position);
    }

    @Override
    public int findPosition(AnyObjectId id) {
        int[] words = IdWords.of(id);
        long high = IdWords.high(words);
        long middle = IdWords.middle(words);
        int low = IdWords.low(words);
        int first = (int) (high >>> 56);
        int from = first == 0 ? 0 : upTo(first - 1);
        int to = upTo(first);
        while (from < to) {
            int position = (from + to) >>> 1;
            int compared = compare(idAt(position), high, middle, low);
            if (compared == 0)
                return position;
            if (compared < 0)
                from = position + 1;
            else
                to = position;
        }
        return -1;
    }

    @Override
    public long findCRC32(AnyObjectId id) throws MissingObjectException {
        int position = findPosition(id);
        if (position < 0)
            throw new MissingObjectException(id.copy(), "unknown");
        return bytes.intAt(checksumsAt() + (long) position * Integer.BYTES) & 0xffffffffL;
    }

    @Override
    public boolean hasCRC32Support() {
        return true;
    }

    @Override
    public void resolve(Set<ObjectId> matches, AbbreviatedObjectId prefix, int limit) {
        int first = prefix.getFirstByte();
        int from = first == 0 ? 0 : upTo(first - 1);
        int end = upTo(first);
        for (int to = end; from < to;) {
            int middle = (from + to) >>> 1;
            if (prefix.prefixCompare(getObjectId((long) middle)) > 0)
                from = middle + 1;
            else
                to = middle;
        }
        for (int position = from; position < end && matches.size() <= limit; position++) {
            ObjectId id = getObjectId((long) position);
            if (prefix.prefixCompare(id) != 0)
                return;
            matches.add(id);
        }
    }

    @Override
    public byte[] getChecksum() {
        byte[] checksum = new byte[ID_BYTES];
        bytes.read(bytes.size() - 2L * ID_BYTES, checksum, 0, ID_BYTES);
        return checksum;
    }

    @Override
    public Iterator<MutableEntry> iterator() {
        return new EntriesIterator(count) {

            private long position;

            @Override
            protected void readNext() {
                byte[] raw = new byte[ID_BYTES];
                bytes.read(idAt(position), raw, 0, ID_BYTES);
                setIdBuffer(raw, 0);
                setOffset(getOffset(position));
                position++;
            }
        };
    }

    private int compare(long at, long high, long middle, int low) {
        int compared = Long.compareUnsigned(bytes.longAt(at), high);
        if (compared == 0)
            compared = Long.compareUnsigned(bytes.longAt(at + Long.BYTES), middle);
        return compared == 0 ? Integer.compareUnsigned(bytes.intAt(at + 2 * Long.BYTES), low) : compared;
    }

    private int upTo(int firstByte) {
        // Whatever a damaged index says, no search may leave the ids.
        return Math.clamp(bytes.intAt(FANOUT_AT + (long) firstByte * Integer.BYTES), 0, count);
    }

    private static long idAt(long position) {
        return IDS_AT + position * ID_BYTES;
    }

    private long checksumsAt() {
        return idAt(count);
    }

    private long offsetsAt() {
        return checksumsAt() + (long) count * Integer.BYTES;
    }

    private long longOffsetsAt() {
        return offsetsAt() + (long) count * Integer.BYTES;
    }
}
