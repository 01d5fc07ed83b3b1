package io.memgit.core.transport;

import io.memgit.core.check.ObjectLinks;
import io.memgit.core.object.Quarantine;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Finds out what new commits have taken over from their parents: an entry that has the same id in
 * the parent's tree can be reached from that parent. So of the thousands of files that a new tree
 * names and a push does not bring, hardly one is left to be searched for in the whole history.
 */
final class Inheritance {

    private static final int MAX_ENTRIES = 4_000_000;

    private record Pair(ObjectId fresh, ObjectId old) {}

    private final ObjectReader reader;
    private final Quarantine objects;
    private final Set<ObjectId> open;
    private final Deque<Pair> pairs = new ArrayDeque<>();
    private int entries;

    /**
     * @param reader
     *            sees the new objects as well as the old ones
     * @param open
     *            old objects that new ones name; what is found in parents is taken out
     */
    Inheritance(ObjectReader reader, Quarantine objects, Set<ObjectId> open) {
        this.reader = reader;
        this.objects = objects;
        this.open = open;
    }

    void search(ObjectLinks links) throws IOException {
        if (!open.isEmpty())
            links.forEachCommit(this::compare);
    }

    private boolean compare(ObjectId tree, List<ObjectId> parents) throws IOException {
        for (ObjectId parent : parents) {
            pairs.push(new Pair(tree, treeOf(parent)));
            while (!pairs.isEmpty() && goesOn()) {
                compare(pairs.pop());
            }
            pairs.clear();
        }
        return goesOn();
    }

    private boolean goesOn() {
        return !open.isEmpty() && entries < MAX_ENTRIES;
    }

    private ObjectId treeOf(ObjectId commit) throws IOException {
        return RevCommit.parse(reader.open(commit, Constants.OBJ_COMMIT).getCachedBytes(Integer.MAX_VALUE))
                .getTree()
                .getId();
    }

    private void compare(Pair pair) throws IOException {
        if (pair.fresh.equals(pair.old)) {
            open.remove(pair.fresh);
            return;
        }
        if (!objects.has(pair.fresh))
            return;
        CanonicalTreeParser fresh = entriesOf(pair.fresh);
        CanonicalTreeParser old = entriesOf(pair.old);
        while (!fresh.eof() && !old.eof()) {
            entries++;
            int order = fresh.pathCompare(old);
            if (order == 0)
                compareEntries(fresh, old);
            if (order <= 0)
                fresh.next(1);
            if (order >= 0)
                old.next(1);
        }
    }

    private void compareEntries(CanonicalTreeParser fresh, CanonicalTreeParser old) {
        boolean trees = isTree(fresh) && isTree(old);
        if (fresh.idEqual(old))
            open.remove(fresh.getEntryObjectId());
        else if (trees)
            pairs.push(new Pair(fresh.getEntryObjectId(), old.getEntryObjectId()));
    }

    private static boolean isTree(CanonicalTreeParser entry) {
        return entry.getEntryRawMode() == FileMode.TYPE_TREE;
    }

    private CanonicalTreeParser entriesOf(AnyObjectId tree) throws IOException {
        return new CanonicalTreeParser(null, reader, tree);
    }
}
