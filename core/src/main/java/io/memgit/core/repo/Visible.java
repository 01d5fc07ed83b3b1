package io.memgit.core.repo;

import io.memgit.core.ref.RefEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.ReachabilityChecker;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;

/**
 * Whether an object may be named by its id: it can be reached from the refs, or is the caller's own
 * upload.
 *
 * <p>
 * As long as no write has left anything behind, whatever is stored is reachable and the answer is a
 * look-up. After that it is a walk over bitmaps and commit-graph where a fold has made them, and
 * over
 * history where not; what was found reachable is remembered until something is left behind again.
 */
final class Visible {

    private static final int REMEMBERED = 1 << 14;

    /** What was found reachable while the repository's count of rewinds was {@code rewinds}. */
    private record Known(long rewinds, Set<ObjectId> ids) {}

    private final MemoryRepository repository;
    private volatile Known known = new Known(-1, Set.of());

    Visible(MemoryRepository repository) {
        this.repository = repository;
    }

    /** Whether all of {@code ids} can be reached from the refs. */
    boolean allReachable(Collection<? extends AnyObjectId> ids) throws IOException {
        Root root = repository.root();
        if (repository.holdsOnlyReachable(root))
            return ids.stream().allMatch(repository.objects()::has);
        Set<ObjectId> remembered = remembered(root);
        List<AnyObjectId> open = new ArrayList<>();
        for (AnyObjectId id : ids) {
            if (!remembered.contains(id.toObjectId()))
                open.add(id);
        }
        if (open.isEmpty())
            return true;
        if (!walk(root, open))
            return false;
        if (remembered.size() < REMEMBERED)
            open.forEach(id -> remembered.add(id.toObjectId()));
        return true;
    }

    private Set<ObjectId> remembered(Root root) {
        Known now = known;
        if (now.rewinds != root.rewinds()) {
            now = new Known(root.rewinds(), ConcurrentHashMap.newKeySet());
            known = now;
        }
        return now.ids;
    }

    private boolean walk(Root root, List<AnyObjectId> ids) throws IOException {
        try (ObjectReader reader = repository.newObjectReader(); ObjectWalk walk = new ObjectWalk(reader)) {
            List<RevObject> objects = new ArrayList<>();
            List<RevCommit> commits = new ArrayList<>();
            for (AnyObjectId id : ids) {
                RevObject object = walk.parseAny(id);
                objects.add(object);
                if (object instanceof RevCommit commit)
                    commits.add(commit);
            }
            if (commits.size() == objects.size()) {
                ReachabilityChecker checker = reader.createReachabilityChecker(walk);
                return checker
                        .areAllReachable(commits,
                                tips(root, walk).filter(RevCommit.class::isInstance).map(RevCommit.class::cast))
                        .isEmpty();
            }
            // Without bitmaps JGit's checker knows the trees of the tips alone, and those of no older commit.
            return reader.getBitmapIndex() == null
                    ? meetsAll(objects, tips(root, walk), walk)
                    : reader.createObjectReachabilityChecker(walk).areAllReachable(objects, tips(root, walk)).isEmpty();
        } catch (MissingObjectException e) {
            return false;
        }
    }

    /** Walks all that {@code tips} lead to until it has met every target. */
    private static boolean meetsAll(List<RevObject> targets, Stream<RevObject> tips, ObjectWalk walk)
            throws IOException {
        Set<RevObject> left = new HashSet<>(targets);
        for (RevObject tip : (Iterable<RevObject>) tips::iterator)
            walk.markStart(tip);
        for (RevObject at = walk.next(); at != null && !left.isEmpty(); at = walk.next())
            left.remove(at);
        for (RevObject at = walk.nextObject(); at != null && !left.isEmpty(); at = walk.nextObject())
            left.remove(at);
        return left.isEmpty();
    }

    private static Stream<RevObject> tips(Root root, ObjectWalk walk) {
        Iterable<RefEntry> refs = root.refs().withPrefix("refs/");
        return StreamSupport.stream(refs.spliterator(), false)
                .flatMap(ref -> Stream.of(ref.id(), ref.target()))
                .distinct()
                .map(id -> parsed(walk, id));
    }

    private static RevObject parsed(ObjectWalk walk, ObjectId id) {
        try {
            return walk.parseAny(id);
        } catch (IOException e) {
            throw new UncheckedIOException("a ref points to " + id.name() + ", which cannot be read", e);
        }
    }
}
