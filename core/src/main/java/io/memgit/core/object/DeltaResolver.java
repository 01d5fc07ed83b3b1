package io.memgit.core.object;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.DataFormatException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects of the deltas of a received pack. From each object that is whole it goes down to
 * the
 * deltas that are based on it, depth first, so that nothing is made twice and little is held at
 * once.
 *
 * <p>
 * What is held is bounded: when a tree of deltas branches so much that the objects on the way down
 * take too much, those furthest up are let go, made again when their turn comes, and counted again.
 */
final class DeltaResolver {

    private static final int HELD_BYTES = (32 << 20) / Crew.size();

    private final PackEntries entries;
    private final StoredBytes pack;
    private final ReceivedObjects objects;
    private final Crew crew;
    private final ConcurrentHashMap<ObjectId, Integer> waiting;

    /**
     * @param waiting
     *            by the id of a base that was not met yet: the first of the deltas that need it
     */
    DeltaResolver(PackEntries entries, StoredBytes pack, ReceivedObjects objects, Crew crew,
            Map<ObjectId, Integer> waiting) {
        this.entries = entries;
        this.pack = pack;
        this.objects = objects;
        this.crew = crew;
        this.waiting = new ConcurrentHashMap<>(waiting);
    }

    /**
     * The bases that nothing in the pack turned out to be, with the first of the deltas that need each.
     */
    Map<ObjectId, Integer> waiting() {
        return waiting;
    }

    /** Hangs the deltas that wait for {@code id} below the entry that turned out to be it. */
    void adopt(int entry, ObjectId id) {
        if (waiting.isEmpty())
            return;
        Integer first = waiting.remove(id);
        for (int child = first == null ? PackEntries.NONE : first; child != PackEntries.NONE;) {
            int next = entries.sibling(child);
            entries.hang(child, entry);
            child = next;
        }
    }

    /** Makes all objects below {@code root}, an entry that is whole. */
    void resolveBelow(int root) throws IOException {
        if (entries.firstChild(root) != PackEntries.NONE)
            new Descent(root).run();
    }

    /** The inflated bytes of an entry: of an object that is whole, or of a delta. */
    byte[] stored(int entry) throws CorruptObjectException {
        byte[] kept = entries.content(entry);
        if (kept != null)
            return kept;
        try {
            return Inflaters.inflate(pack, entries.dataOffset(entry), entries.length(entry));
        } catch (DataFormatException e) {
            CorruptObjectException corrupt = new CorruptObjectException("the pack is damaged: " + e.getMessage());
            corrupt.initCause(e);
            throw corrupt;
        }
    }

    /** The way from one whole object down to the delta at hand, and the objects on it. */
    private final class Descent {

        private final int root;
        private int[] path = new int[16];
        private int[] nextChildren = new int[16];
        private byte[] @Nullable [] held = new byte[16][];
        private int depth;
        private long heldBytes;

        Descent(int root) {
            this.root = root;
        }

        void run() throws IOException {
            int type = entries.type(root);
            enter(root, stored(root));
            while (depth > 0) {
                int top = depth - 1;
                int child = nextChildren[top];
                if (child == PackEntries.NONE) {
                    letGo(top);
                    depth--;
                    continue;
                }
                crew.checkGoingOn();
                nextChildren[top] = entries.sibling(child);
                byte[] base = content(top);
                if (nextChildren[top] == PackEntries.NONE)
                    letGo(top);
                byte[] content = Delta.apply(base, stored(child));
                entries.setContent(child, null);
                adopt(child, objects.take(child, type, content));
                if (entries.firstChild(child) != PackEntries.NONE)
                    enter(child, content);
            }
            entries.setContent(root, null);
        }

        private void enter(int entry, byte[] content) throws IOException {
            objects.checkDepth(depth);
            if (depth == path.length) {
                path = Arrays.copyOf(path, depth * 2);
                nextChildren = Arrays.copyOf(nextChildren, depth * 2);
                held = Arrays.copyOf(held, depth * 2);
            }
            path[depth] = entry;
            nextChildren[depth] = entries.firstChild(entry);
            held[depth] = content;
            heldBytes += content.length;
            depth++;
            for (int i = 0; i < depth - 1 && heldBytes > HELD_BYTES; i++)
                letGo(i);
        }

        private void letGo(int i) {
            byte[] content = held[i];
            if (content == null)
                return;
            heldBytes -= content.length;
            held[i] = null;
        }

        // The object at this place of the path; made again from what is above it when it was let go.
        private byte[] content(int at) throws IOException {
            byte[] content = held[at];
            int from = at;
            while (content == null && from > 0)
                content = held[--from];
            if (content == null)
                content = stored(root);
            for (int i = from + 1; i <= at; i++) {
                content = Delta.apply(content, stored(path[i]));
                objects.countResolved(content.length);
                objects.checkRatio(pack.size());
                crew.checkGoingOn();
            }
            return content;
        }
    }
}
