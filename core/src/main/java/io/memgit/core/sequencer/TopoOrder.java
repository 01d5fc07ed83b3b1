package io.memgit.core.sequencer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/** The order of {@code git rev-list --topo-order --reverse}. */
final class TopoOrder {

    private TopoOrder() {}

    /**
     * Parents before their children, and lines of history in one piece.
     *
     * @param tip
     *            the one that reaches all others
     */
    static List<StoredCommit> oldestFirst(List<StoredCommit> commits, ObjectId tip) {
        Map<ObjectId, StoredCommit> byId = new HashMap<>();
        Map<ObjectId, Integer> children = new HashMap<>();
        for (StoredCommit commit : commits) {
            byId.put(commit.id(), commit);
            for (ObjectId parent : commit.parents())
                children.merge(parent, 1, Integer::sum);
        }
        List<StoredCommit> order = new ArrayList<>(commits.size());
        Deque<StoredCommit> ready = new ArrayDeque<>();
        StoredCommit newest = byId.get(tip);
        if (newest != null)
            ready.push(newest);
        while (!ready.isEmpty()) {
            StoredCommit commit = ready.pop();
            order.add(commit);
            for (ObjectId id : commit.parents()) {
                StoredCommit parent = byId.get(id);
                if (parent != null && children.merge(id, -1, Integer::sum) == 0)
                    ready.push(parent);
            }
        }
        Collections.reverse(order);
        return order;
    }
}
