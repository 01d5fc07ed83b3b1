package io.memgit.core.browse;

import io.memgit.core.browse.History.Node;
import io.memgit.core.browse.TreeResult.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the last commit of many entries in one walk, each the one that
 * {@code git log -1 -- <path>} names.
 *
 * <p>
 * Every commit on the way has the set of entries whose search has come to it. The search for an
 * entry goes on at the first parent that has it unchanged; where no parent has, the commit is the
 * answer. The entry is the same all the way, so what parents are compared with is the listing
 * itself.
 */
final class LastCommits {

    private final ObjectReader reader;
    private final History history;
    private final List<Directory> directories;
    private final int count;
    private final List<Optional<ObjectId>> found;
    private final Map<Node, BitSet> pending = new HashMap<>();
    private final PriorityQueue<Node> queue = new PriorityQueue<>(Node::byDate);

    LastCommits(ObjectReader reader, Meter meter, ObjectId root, List<Entry> entries) throws IOException {
        this.reader = reader;
        this.history = new History(reader, meter);
        this.directories = directoriesOf(root, entries);
        this.count = entries.size();
        this.found = new ArrayList<>(Collections.nCopies(count, Optional.empty()));
    }

    /**
     * One directory with listed entries.
     *
     * @param position
     *            for each of its entries, where in the listing it is, or -1
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Directory(GitPath path, ObjectId id, byte[] raw, int[] position, BitSet positions) {}

    /** The last commits, in the order of the entries; empty where a limit was met before. */
    List<Optional<CommitDetails>> find(ObjectId start) throws IOException {
        try {
            BitSet all = new BitSet(count);
            all.set(0, count);
            handOn(history.read(start), all);
            while (!queue.isEmpty()) {
                Node commit = queue.remove();
                visit(commit, pending.remove(commit));
            }
        } catch (BoundReached reached) {
            // What was found until here is right, and the rest stays unknown.
            return details();
        }
        return details();
    }

    private void visit(Node commit, @Nullable BitSet wanted) throws IOException {
        if (wanted == null)
            return;
        for (Node parent : commit.parents()) {
            if (wanted.isEmpty())
                return;
            history.read(parent);
            BitSet same = parent.tree().equals(commit.tree()) ? (BitSet) wanted.clone() : unchanged(parent, wanted);
            if (!same.isEmpty())
                handOn(parent, same);
            wanted.andNot(same);
        }
        wanted.stream().forEach(i -> found.set(i, Optional.of(commit)));
    }

    private void handOn(Node commit, BitSet entries) {
        BitSet known = pending.putIfAbsent(commit, entries);
        if (known == null)
            queue.add(history.queued(commit));
        else
            known.or(entries);
    }

    private BitSet unchanged(Node commit, BitSet wanted) throws IOException {
        BitSet same = new BitSet(count);
        TreeStack trees = new TreeStack(reader, commit.tree());
        for (Directory directory : directories) {
            if (!directory.positions.intersects(wanted))
                continue;
            Files.Found other = trees.find(directory.path);
            if (other == null || !EntryMode.isDirectory(other.mode()))
                continue;
            if (other.id().equals(directory.id))
                same.or(directory.positions);
            else
                markSame(directory, TreeScan.of(reader, other.id()), same);
        }
        same.and(wanted);
        return same;
    }

    /** Both trees are in the same order, so one pass over them finds what is equal. */
    private static void markSame(Directory directory, TreeScan other, BitSet same) throws IOException {
        TreeScan mine = new TreeScan(directory.raw);
        boolean more = other.next();
        for (int i = 0; mine.next() && more; i++) {
            int order = mine.compareEntries(other);
            while (order > 0 && (more = other.next())) {
                order = mine.compareEntries(other);
            }
            if (more && order == 0 && directory.position[i] >= 0 && mine.mode() == other.mode()
                    && mine.hasSameId(other))
                same.set(directory.position[i]);
        }
    }

    private List<Directory> directoriesOf(ObjectId root, List<Entry> entries) throws IOException {
        Map<GitPath, Map<GitPath, Integer>> byDirectory = new TreeMap<>(
                (one, other) -> Arrays.compareUnsigned(one.raw(), other.raw()));
        for (int i = 0; i < entries.size(); i++) {
            GitPath path = entries.get(i).path();
            GitPath parent = GitPath.ofRaw(Arrays.copyOf(path.raw(), Math.max(0, path.nameStart() - 1)));
            byDirectory.computeIfAbsent(parent, p -> new HashMap<>()).put(path, i);
        }
        List<Directory> result = new ArrayList<>(byDirectory.size());
        TreeStack trees = new TreeStack(reader, root);
        for (Map.Entry<GitPath, Map<GitPath, Integer>> each : byDirectory.entrySet()) {
            Files.Found tree = trees.find(each.getKey());
            if (tree != null)
                result.add(directory(each.getKey(), tree.id(), each.getValue()));
        }
        return result;
    }

    private Directory directory(GitPath path, ObjectId id, Map<GitPath, Integer> listed) throws IOException {
        byte[] raw = TreeScan.load(reader, id);
        int[] position = new int[new TreeScan(raw).countRest()];
        BitSet positions = new BitSet(count);
        TreeScan scan = new TreeScan(raw);
        for (int i = 0; scan.next(); i++) {
            position[i] = listed.getOrDefault(scan.pathIn(path), -1);
            if (position[i] >= 0)
                positions.set(position[i]);
        }
        return new Directory(path, id, raw, position, positions);
    }

    private List<Optional<CommitDetails>> details() throws IOException {
        Map<ObjectId, CommitDetails> read = new HashMap<>();
        List<Optional<CommitDetails>> details = new ArrayList<>(count);
        for (Optional<ObjectId> id : found) {
            if (id.isPresent() && !read.containsKey(id.get()))
                read.put(id.get(), history.details(id.get()));
            details.add(id.map(read::get));
        }
        return details;
    }
}
