package io.memgit.core.object;

import java.util.Arrays;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each entry of a pack that is being received, in the order of the pack. Kept in
 * columns of fixed blocks: a pack may announce millions of entries and have none, and blocks never
 * move, so several threads fill in different entries at once.
 *
 * <p>
 * The entries that are deltas of one base hang together as a list: {@link #firstChild} of the base,
 * then {@link #sibling} of each.
 */
final class PackEntries {

    /** No entry. */
    static final int NONE = -1;

    private static final int BLOCK_BITS = 10;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int MASK = BLOCK - 1;

    private static final class Block {

        final long[] offsets = new long[BLOCK];
        final int[] checksums = new int[BLOCK];
        final int[] lengths = new int[BLOCK];
        final byte[] headers = new byte[BLOCK];
        final byte[] types = new byte[BLOCK];
        final short[] depths = new short[BLOCK];
        final int[] firstChildren = new int[BLOCK];
        final int[] siblings = new int[BLOCK];
        final byte[] ids = new byte[BLOCK * Constants.OBJECT_ID_LENGTH];
        final byte[] @Nullable [] contents = new byte[BLOCK][];

        Block() {
            Arrays.fill(firstChildren, NONE);
            Arrays.fill(siblings, NONE);
        }
    }

    // Others look entries up while one is added.
    private volatile Block[] blocks = {};
    private int count;

    int count() {
        return count;
    }

    /**
     * Adds an entry.
     *
     * @param offset
     *            where its header begins in the pack
     * @param headerLength
     *            how many bytes come before the deflated ones
     * @param type
     *            of the object, or of a delta
     * @param length
     *            of the object or the delta, inflated
     * @param depth
     *            how many deltas lie between it and an object that is whole
     */
    int add(long offset, int headerLength, int type, int length, int depth) {
        if (count >> BLOCK_BITS == blocks.length) {
            Block[] more = Arrays.copyOf(blocks, blocks.length + 1);
            more[blocks.length] = new Block();
            blocks = more;
        }
        int i = count++;
        Block block = block(i);
        block.offsets[i & MASK] = offset;
        block.headers[i & MASK] = (byte) headerLength;
        block.types[i & MASK] = (byte) type;
        block.lengths[i & MASK] = length;
        block.depths[i & MASK] = (short) depth;
        return i;
    }

    /** The entry whose header begins at {@code offset}, or {@link #NONE}. */
    int at(long offset) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = offset(middle);
            if (found == offset)
                return middle;
            if (found < offset)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return NONE;
    }

    long offset(int i) {
        return block(i).offsets[i & MASK];
    }

    /** Where the deflated bytes begin in the pack. */
    long dataOffset(int i) {
        return offset(i) + block(i).headers[i & MASK];
    }

    int length(int i) {
        return block(i).lengths[i & MASK];
    }

    int depth(int i) {
        return block(i).depths[i & MASK];
    }

    int type(int i) {
        return block(i).types[i & MASK];
    }

    boolean isDelta(int i) {
        return type(i) > Constants.OBJ_TAG;
    }

    int checksum(int i) {
        return block(i).checksums[i & MASK];
    }

    void setChecksum(int i, int checksum) {
        block(i).checksums[i & MASK] = checksum;
    }

    int firstChild(int i) {
        return block(i).firstChildren[i & MASK];
    }

    int sibling(int i) {
        return block(i).siblings[i & MASK];
    }

    /** Makes {@code child} a delta of {@code base}. */
    void hang(int child, int base) {
        block(child).siblings[child & MASK] = firstChild(base);
        block(base).firstChildren[base & MASK] = child;
    }

    /** Puts {@code next} behind {@code i} in a list of deltas. */
    void follow(int i, int next) {
        block(i).siblings[i & MASK] = next;
    }

    /** Says what object an entry turned out to be. */
    void identify(int i, int type, ObjectId id) {
        block(i).types[i & MASK] = (byte) type;
        id.copyRawTo(block(i).ids, (i & MASK) * Constants.OBJECT_ID_LENGTH);
    }

    ObjectId id(int i) {
        return ObjectId.fromRaw(block(i).ids, (i & MASK) * Constants.OBJECT_ID_LENGTH);
    }

    /** The first eight bytes of the id. */
    long idHigh(int i) {
        return IdWords.highAt(block(i).ids, (i & MASK) * Constants.OBJECT_ID_LENGTH);
    }

    /** The buffer that holds the id, at {@link #idOffset}. */
    byte[] idBuffer(int i) {
        return block(i).ids;
    }

    int idOffset(int i) {
        return (i & MASK) * Constants.OBJECT_ID_LENGTH;
    }

    /** The inflated bytes of the entry, if they were kept. */
    byte @Nullable [] content(int i) {
        return block(i).contents[i & MASK];
    }

    void setContent(int i, byte @Nullable [] content) {
        block(i).contents[i & MASK] = content;
    }

    private Block block(int i) {
        return blocks[i >> BLOCK_BITS];
    }
}
