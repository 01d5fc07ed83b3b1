package io.memgit.core.browse;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdOwnerMap;
import org.eclipse.jgit.lib.ObjectReader;

/** The commits that one walk has met, each read once. */
final class History {

    private static final Node[] UNREAD = new Node[0];

    private final ObjectReader reader;
    private final Meter meter;
    private final ObjectIdOwnerMap<Node> nodes = new ObjectIdOwnerMap<>();
    private long order;

    History(ObjectReader reader, Meter meter) {
        this.reader = reader;
        this.meter = meter;
    }

    /** A commit, as far as walks need it, with the marks that a walk puts on it. */
    static final class Node extends ObjectIdOwnerMap.Entry {

        private boolean read;
        private ObjectId tree = ObjectId.zeroId();
        private Node[] parents = UNREAD;
        private long seconds;

        /** Marks, of whoever walks. */
        int flags;
        /** When it was put into a queue, which breaks ties. */
        private long queued;

        Node(AnyObjectId id) {
            super(id);
        }

        ObjectId tree() {
            return tree;
        }

        Node[] parents() {
            return parents;
        }

        /** The walk goes on as if the commit had these parents only. */
        void keepParents(Node... kept) {
            parents = kept;
        }

        long seconds() {
            return seconds;
        }

        boolean isRead() {
            return read;
        }

        boolean has(int flag) {
            return (flags & flag) != 0;
        }

        /** Newest first; first come, first served among commits of the same second. */
        static int byDate(Node one, Node other) {
            int order = Long.compare(other.seconds, one.seconds);
            return order != 0 ? order : Long.compare(one.queued, other.queued);
        }
    }

    /** The commit {@code id}, read. */
    Node read(AnyObjectId id) throws IOException {
        return read(node(id));
    }

    /** Reads {@code node}, unless it has been. */
    Node read(Node node) throws IOException {
        if (node.read)
            return node;
        meter.commit();
        CommitParser commit = new CommitParser(node,
                reader.open(node, Constants.OBJ_COMMIT).getCachedBytes(Integer.MAX_VALUE));
        List<ObjectId> parents = commit.parents();
        node.parents = new Node[parents.size()];
        for (int i = 0; i < node.parents.length; i++) {
            node.parents[i] = node(parents.get(i));
        }
        node.tree = commit.tree();
        node.seconds = commit.committerSeconds();
        node.read = true;
        return node;
    }

    /** Notes that {@code node} enters a queue now. */
    Node queued(Node node) {
        node.queued = order++;
        return node;
    }

    CommitDetails details(AnyObjectId id) throws IOException {
        return new CommitParser(id, reader.open(id, Constants.OBJ_COMMIT).getCachedBytes(Integer.MAX_VALUE)).details();
    }

    private Node node(AnyObjectId id) {
        Node known = nodes.get(id);
        if (known == null) {
            known = new Node(id);
            nodes.add(known);
        }
        return known;
    }
}
