package io.memgit.core.blame;

import io.memgit.core.blame.BlameResult.Line;
import io.memgit.core.blame.Origin.Block;
import io.memgit.core.browse.Browse;
import io.memgit.core.browse.FileEntry;
import io.memgit.core.limits.BrowseLimits;
import io.memgit.core.line.LineChanges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Finds the origins of the lines of one file. Used once, by one thread. */
final class BlameRun {

    private static final int WORK_PER_COMMIT = 256;

    private final Repository repository;
    private final ObjectReader reader;
    private final Browse browse;
    private final LineChanges changes;
    private final RenamedFile renames;
    private final RevWalk walk;
    private final Map<ObjectId, List<Origin>> origins = new HashMap<>();
    private final PriorityQueue<Queued> queue = new PriorityQueue<>();
    private int order;
    private final long largest;
    private int commitsLeft;

    BlameRun(Repository repository, ObjectReader reader, Browse browse, BrowseLimits limits, LineChanges changes) {
        this.repository = repository;
        this.reader = reader;
        this.browse = browse;
        this.changes = changes;
        this.renames = new RenamedFile(repository, reader, browse, changes);
        this.walk = new RevWalk(reader);
        this.walk.setRetainBody(false);
        this.largest = limits.diffSize().bytes();
        this.commitsLeft = limits.walkCommits();
    }

    /** More commits than one request may walk through. */
    static final class TooFarException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooFarException() {
            super("too many commits", null, false, false);
        }
    }

    /** An earlier version of the file has more bytes than are compared. */
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooLargeException() {
            super("an earlier version is too large", null, false, false);
        }
    }

    /**
     * A commit that is asked about lines: the newest first, so that it has heard from all its children.
     */
    private record Queued(RevCommit commit, int order) implements Comparable<Queued> {
        @Override
        public int compareTo(Queued other) {
            int newest = Integer.compare(other.commit.getCommitTime(), commit.getCommitTime());
            return newest != 0 ? newest : Integer.compare(order, other.order);
        }
    }

    BlameResult find(ObjectId commit, FileEntry file, LineChanges.Lines lines, int from, int to) throws IOException {
        Line[] answer = new Line[Math.max(0, to - from)];
        if (to > from) {
            Origin start = originOf(walk.parseCommit(commit), file);
            start.keep(lines);
            ask(start, new ArrayList<>(List.of(new Block(from, from, to - from))));
        }
        for (Queued next = queue.poll(); next != null; next = queue.poll()) {
            for (Origin origin : List.copyOf(originsIn(next.commit))) {
                if (!origin.isAsked())
                    continue;
                passOn(origin);
                for (Block block : origin.take()) {
                    for (int i = 0; i < block.count(); i++)
                        answer[block.shown() + i - from] = new Line(block.shown() + i + 1,
                                lines.line(block.shown() + i), origin.commit().copy(), origin.file().path(),
                                block.at() + i + 1);
                }
                origin.keep(null);
            }
        }
        return new BlameResult.Blamed(Arrays.asList(answer), lines.count());
    }

    private List<Origin> originsIn(RevCommit commit) {
        return origins.computeIfAbsent(commit, _ -> new ArrayList<>(1));
    }

    private Origin originOf(RevCommit commit, FileEntry file) {
        List<Origin> known = originsIn(commit);
        for (Origin origin : known) {
            if (origin.file().path().equals(file.path()))
                return origin;
        }
        Origin origin = new Origin(commit, file);
        known.add(origin);
        return origin;
    }

    private void ask(Origin origin, List<Block> blocks) {
        if (blocks.isEmpty())
            return;
        boolean queued = originsIn(origin.commit()).stream().anyMatch(Origin::isAsked);
        origin.add(blocks);
        if (!queued)
            queue.add(new Queued(origin.commit(), order++));
    }

    private void passOn(Origin origin) throws IOException {
        if (--commitsLeft < 0)
            throw new TooFarException();
        changes.work(WORK_PER_COMMIT);
        RevCommit commit = origin.commit();
        @Nullable
        FileEntry[] earlier = new FileEntry[commit.getParentCount()];
        for (int parent = 0; parent < earlier.length; parent++) {
            RevCommit in = parsed(commit.getParent(parent));
            FileEntry file = sameName(in, origin.file());
            if (file != null && passWhole(origin, in, file))
                return;
            earlier[parent] = isNew(earlier, parent, file) ? file : null;
        }
        for (int parent = 0; parent < earlier.length; parent++) {
            if (earlier[parent] != null)
                continue;
            RevCommit in = commit.getParent(parent);
            FileEntry file = renames.before(in.getTree(), commit.getTree(), origin.file());
            if (file != null && passWhole(origin, in, file))
                return;
            earlier[parent] = isNew(earlier, parent, file) ? file : null;
        }
        for (int parent = 0; parent < earlier.length && origin.isAsked(); parent++) {
            FileEntry file = earlier[parent];
            if (file != null)
                passPart(origin, originOf(commit.getParent(parent), file));
        }
    }

    /** Whether no parent with a smaller number has the same content. */
    private static boolean isNew(@Nullable FileEntry[] earlier, int parents, @Nullable FileEntry file) {
        for (int i = 0; i < parents && file != null; i++) {
            FileEntry other = earlier[i];
            if (other != null && other.blob().equals(file.blob()))
                return false;
        }
        return true;
    }

    private RevCommit parsed(RevCommit commit) throws IOException {
        walk.parseHeaders(commit);
        return commit;
    }

    /** The file of this name and kind in another commit. */
    private @Nullable FileEntry sameName(RevCommit in, FileEntry file) throws IOException {
        return browse.find(repository, in.getTree(), file.path()) instanceof FileEntry found
                && found.mode().type() == file.mode().type() ? found : null;
    }

    private boolean passWhole(Origin origin, RevCommit in, FileEntry file) {
        if (!file.blob().equals(origin.file().blob()))
            return false;
        Origin earlier = originOf(in, file);
        if (earlier.lines() == null)
            earlier.keep(origin.lines());
        List<Block> all = origin.take();
        origin.keep(null);
        ask(earlier, all);
        return true;
    }

    private void passPart(Origin origin, Origin earlier) throws IOException {
        List<LineChanges.Edit> edits = changes.between(linesOf(earlier), linesOf(origin));
        ask(earlier, origin.pass(edits));
    }

    private LineChanges.Lines linesOf(Origin origin) throws IOException {
        if (origin.file().size() > largest)
            throw new TooLargeException();
        if (origin.lines() == null)
            origin.keep(changes.lines(
                    reader.open(origin.file().blob(), Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE)));
        return Objects.requireNonNull(origin.lines());
    }
}
