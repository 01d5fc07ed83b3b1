package io.memgit.core.blame;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.FileEntry;
import io.memgit.core.browse.GitPath;
import io.memgit.core.line.LineChanges;
import io.memgit.core.merge.Alikeness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a file was called that a commit added: of the files that it deleted the one with the
 * same content, else one that kept its name and is alike by three quarters, else the one that is
 * most alike, by half at least.
 */
final class RenamedFile {

    private static final int LEAST_SCORE = Alikeness.SAME / 2;
    private static final int LEAST_SCORE_OF_SAME_NAME = LEAST_SCORE + (Alikeness.SAME - LEAST_SCORE) / 2;
    private static final int CANDIDATES = 4;
    private static final int MOST_EQUAL = 100;
    private static final int MOST_SOURCES = 1_000_000;

    private final Repository repository;
    private final ObjectReader reader;
    private final Browse browse;
    private final LineChanges changes;
    /** Of each deleted file nothing is kept: it is looked at once. */
    private ObjectId knownBlob = ObjectId.zeroId();
    private @Nullable Alikeness known;

    RenamedFile(Repository repository, ObjectReader reader, Browse browse, LineChanges changes) {
        this.repository = repository;
        this.reader = reader;
        this.browse = browse;
        this.changes = changes;
    }

    /** A deleted file. */
    private record Source(GitPath path, FileMode mode, ObjectId blob) {

        boolean isFile() {
            return (mode.getBits() & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
        }
    }

    private record Candidate(Source source, int score, boolean sameName) {

        static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt((Candidate c) -> -c.score)
                .thenComparing(c -> !c.sameName);
    }

    /** The file before it was called so, or null when it was not there. */
    @Nullable
    FileEntry before(AnyObjectId treeBefore, AnyObjectId treeAfter, FileEntry file) throws IOException {
        List<Source> sources = new ArrayList<>();
        if (!isAdded(treeBefore, treeAfter, file, sources) || sources.isEmpty())
            return null;
        Source source = equal(sources, file);
        if (source == null && file.mode().type().text().equals("file") && sources.size() <= MOST_SOURCES) {
            source = ofSameName(sources, file);
            if (source == null)
                source = mostAlike(sources, file);
        }
        if (source == null)
            return null;
        return browse.find(repository, treeBefore.toObjectId(), source.path) instanceof FileEntry found ? found : null;
    }

    /** Collects what was deleted, in the order of paths; tells whether the file was added. */
    private boolean isAdded(AnyObjectId treeBefore, AnyObjectId treeAfter, FileEntry file, List<Source> sources)
            throws IOException {
        boolean added = false;
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(treeBefore);
            walk.addTree(treeAfter);
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                changes.work(1);
                boolean wasThere = walk.getRawMode(0) != 0 && walk.getRawMode(0) != FileMode.TYPE_TREE;
                boolean isThere = walk.getRawMode(1) != 0 && walk.getRawMode(1) != FileMode.TYPE_TREE;
                if (wasThere && !isThere)
                    sources.add(new Source(GitPath.ofRaw(walk.getRawPath()), walk.getFileMode(0),
                            walk.getObjectId(0)));
                else if (isThere && !wasThere && Arrays.equals(walk.getRawPath(), file.path().bytes()))
                    added = true;
            }
        }
        return added;
    }

    private static @Nullable Source equal(List<Source> sources, FileEntry file) {
        Source best = null;
        int looked = 0;
        for (Source source : sources) {
            if (!source.blob.equals(file.blob()) || !mayBecome(source, file))
                continue;
            if (sameName(source, file))
                return source;
            if (best == null)
                best = source;
            if (++looked > MOST_EQUAL)
                return best;
        }
        return best;
    }

    private static boolean mayBecome(Source source, FileEntry file) {
        return source.isFile() == file.mode().type().text().equals("file")
                && (source.isFile() || source.mode.equals(FileMode.SYMLINK));
    }

    private @Nullable Source ofSameName(List<Source> sources, FileEntry file) throws IOException {
        Source only = null;
        for (Source source : sources) {
            if (!sameName(source, file))
                continue;
            if (only != null)
                return null;
            only = source;
        }
        return only != null && score(only, file, LEAST_SCORE_OF_SAME_NAME) >= LEAST_SCORE_OF_SAME_NAME ? only : null;
    }

    private @Nullable Source mostAlike(List<Source> sources, FileEntry file) throws IOException {
        List<Candidate> best = new ArrayList<>(CANDIDATES);
        for (Source source : sources) {
            Candidate candidate = new Candidate(source, score(source, file, LEAST_SCORE), sameName(source, file));
            if (best.size() < CANDIDATES) {
                best.add(candidate);
                continue;
            }
            int worst = 0;
            for (int i = 1; i < CANDIDATES; i++) {
                if (Candidate.BEST_FIRST.compare(best.get(i), best.get(worst)) > 0)
                    worst = i;
            }
            // Where all are as good as the new one, the earlier ones stay.
            if (Candidate.BEST_FIRST.compare(best.get(worst), candidate) > 0)
                best.set(worst, candidate);
        }
        best.sort(Candidate.BEST_FIRST);
        return best.isEmpty() || best.getFirst().score < LEAST_SCORE ? null : best.getFirst().source;
    }

    private int score(Source source, FileEntry file, int least) throws IOException {
        changes.work(1);
        if (!source.isFile())
            return 0;
        if (Alikeness.cannotReach(least, reader.getObjectSize(source.blob, Constants.OBJ_BLOB), file.size()))
            return 0;
        Alikeness now = known;
        if (now == null || !knownBlob.equals(file.blob())) {
            now = takenApart(file.blob());
            known = now;
            knownBlob = file.blob();
        }
        return takenApart(source.blob).score(now);
    }

    private Alikeness takenApart(ObjectId blob) throws IOException {
        byte[] content = reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE);
        changes.work(content.length);
        return Alikeness.of(content);
    }

    private static boolean sameName(Source source, FileEntry file) {
        return Arrays.equals(name(source.path), name(file.path()));
    }

    private static byte[] name(GitPath path) {
        byte[] bytes = path.bytes();
        int start = bytes.length;
        while (start > 0 && bytes[start - 1] != '/')
            start--;
        return Arrays.copyOfRange(bytes, start, bytes.length);
    }
}
