package io.memgit.core.search;

import io.memgit.core.object.ObjectView;
import io.memgit.core.object.TieredReader;
import java.io.IOException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Reads blobs and trees for one thread. What was read last is in {@link #bytes}, from
 * {@link #start} to {@link #end}; it belongs to the store and is not to be changed.
 */
final class Contents implements AutoCloseable {

    private final ObjectReader reader;
    private final RecentContents recent;
    private final long largest;
    private byte[] bytes = {};
    private int start;
    private int end;

    /**
     * @param largest
     *            blobs of more bytes are not read
     */
    Contents(ObjectReader reader, RecentContents recent, long largest) {
        this.reader = reader;
        this.recent = recent;
        this.largest = largest;
    }

    /** Makes what is in memory as it is the current content; false for what is in a pack. */
    boolean findInMemory(AnyObjectId id) {
        ObjectView view = reader instanceof TieredReader tiered ? tiered.inMemory(id) : null;
        if (view == null)
            return false;
        bytes = view.buffer();
        start = view.offset();
        end = start + view.length();
        return true;
    }

    /** Makes a blob that is in a pack the current content; false when it is too large. */
    boolean readPacked(AnyObjectId blob) throws IOException {
        byte[] known = recent.get(blob);
        if (known == null) {
            ObjectLoader loader = reader.open(blob, Constants.OBJ_BLOB);
            if (loader.getSize() > largest)
                return false;
            known = loader.getCachedBytes(Integer.MAX_VALUE);
            recent.put(blob, known);
        }
        set(known);
        return true;
    }

    /** Makes a blob the current content; false when it is too large. */
    boolean read(AnyObjectId blob) throws IOException {
        return findInMemory(blob) ? !isTooLarge() : readPacked(blob);
    }

    /** Whether the current content is larger than those that are searched. */
    boolean isTooLarge() {
        return length() > largest;
    }

    /** Makes a tree the current content. */
    void readTree(AnyObjectId tree) throws IOException {
        if (tree.equals(Constants.EMPTY_TREE_ID)) {
            set(new byte[0]);
            return;
        }
        if (findInMemory(tree))
            return;
        byte[] known = recent.get(tree);
        if (known == null) {
            known = reader.open(tree, Constants.OBJ_TREE).getCachedBytes(Integer.MAX_VALUE);
            recent.put(tree, known);
        }
        set(known);
    }

    private void set(byte[] content) {
        bytes = content;
        start = 0;
        end = content.length;
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int length() {
        return end - start;
    }

    @Override
    public void close() {
        reader.close();
    }
}
