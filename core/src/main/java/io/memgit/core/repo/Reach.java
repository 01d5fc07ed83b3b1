package io.memgit.core.repo;

import io.memgit.core.object.TieredReader;
import io.memgit.core.object.WalkBudget;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.jspecify.annotations.Nullable;

/**
 * Walks from the refs to objects: over bitmaps and commit-graph where a fold has made them, and
 * over history where not. Every commit and tree on the way costs one of the budget.
 */
final class Reach {

    private static final int OLD_TIPS = 1_000;

    private final MemoryRepository repository;
    private final WalkBudget budget;

    Reach(MemoryRepository repository, WalkBudget budget) {
        this.repository = repository;
        this.budget = budget;
    }

    /**
     * Those of {@code ids} to which the refs of {@code root} do not lead, or one of them where that is
     * cheaper; none when they lead to all.
     */
    Set<ObjectId> missed(Collection<ObjectId> ids, Root root) throws IOException {
        try (TieredReader reader = repository.getObjectDatabase().newReader(budget);
                ObjectWalk walk = new ObjectWalk(reader)) {
            // The bytes of a million commits are a heap of their own.
            walk.setRetainBody(false);
            List<RevObject> objects = new ArrayList<>();
            List<RevCommit> commits = new ArrayList<>();
            for (ObjectId id : ids) {
                RevObject object = parsed(walk, id);
                if (object == null)
                    return Set.of(id);
                objects.add(object);
                if (object instanceof RevCommit commit)
                    commits.add(commit);
            }
            Stream<RevObject> tips = tips(root.refs(), walk);
            if (commits.size() == objects.size())
                return asSet(reader.createReachabilityChecker(walk)
                        .areAllReachable(commits, tips.filter(RevCommit.class::isInstance).map(RevCommit.class::cast)));
            // Without bitmaps JGit's checker knows the trees of the tips alone, and those of no older commit.
            return reader.getBitmapIndex() == null
                    ? unmet(objects, tips.toList(), walk)
                    : asSet(reader.createObjectReachabilityChecker(walk).areAllReachable(objects, tips));
        }
    }

    /**
     * Whether the refs of {@code root} lead to {@code id}, to which those of {@code before} did not;
     * nothing was left behind between the two.
     */
    boolean isNew(ObjectId id, Root root, Root before) throws IOException {
        if (root.refs().equals(before.refs()))
            return false;
        try (TieredReader reader = repository.getObjectDatabase().newReader(budget);
                ObjectWalk walk = new ObjectWalk(reader)) {
            walk.setRetainBody(false);
            RevObject target = parsed(walk, id);
            if (target == null)
                return false;
            List<RevObject> fresh = new ArrayList<>();
            List<ObjectId> old = new ArrayList<>();
            for (RefEntry ref : root.refs().withPrefix("refs/")) {
                RefEntry was = before.refs().get(ref.name());
                if (was != null && was.id().equals(ref.id())) {
                    // So many that what they lead to is known to the walk, and no more than that takes to parse.
                    if (old.size() < OLD_TIPS)
                        old.add(was.id());
                    continue;
                }
                fresh.add(walk.parseAny(ref.id()));
                if (was != null)
                    old.addFirst(was.id());
            }
            for (ObjectId tip : old)
                walk.markUninteresting(walk.parseAny(tip));
            return !fresh.isEmpty() && unmet(List.of(target), fresh, walk).isEmpty();
        }
    }

    /** Those of {@code ids} that none of {@code hidden} leads to beside what its base does. */
    Set<ObjectId> missedBehind(Collection<HiddenRef> hidden, Collection<ObjectId> ids) throws IOException {
        try (TieredReader reader = repository.getObjectDatabase().newReader(budget);
                ObjectWalk walk = new ObjectWalk(reader)) {
            walk.setRetainBody(false);
            List<RevObject> targets = new ArrayList<>();
            Set<ObjectId> gone = new HashSet<>();
            for (ObjectId id : ids) {
                RevObject object = parsed(walk, id);
                if (object == null)
                    gone.add(id);
                else
                    targets.add(object);
            }
            List<RevObject> tips = new ArrayList<>();
            for (HiddenRef ref : hidden) {
                tips.add(walk.parseAny(ref.commit()));
                Optional<String> base = ref.fact(HiddenRef.BASE);
                if (base.isPresent())
                    walk.markUninteresting(walk.parseAny(ObjectId.fromString(base.get())));
            }
            gone.addAll(unmet(targets, tips, walk));
            return gone;
        }
    }

    /** Walks all that {@code tips} lead to until it has met every target; those it has not. */
    private static Set<ObjectId> unmet(List<RevObject> targets, List<RevObject> tips, ObjectWalk walk)
            throws IOException {
        Set<ObjectId> left = new HashSet<>(targets);
        for (RevObject tip : tips)
            walk.markStart(tip);
        for (RevObject at = walk.next(); at != null && !left.isEmpty(); at = walk.next())
            left.remove(at);
        if (left.stream().allMatch(RevCommit.class::isInstance))
            return copies(left);
        for (RevObject at = walk.nextObject(); at != null && !left.isEmpty(); at = walk.nextObject())
            left.remove(at);
        return copies(left);
    }

    // The walk's own objects hold on to all that it has read.
    private static Set<ObjectId> copies(Set<ObjectId> walked) {
        return walked.stream().map(ObjectId::copy).collect(Collectors.toSet());
    }

    private static Set<ObjectId> asSet(Optional<? extends RevObject> missed) {
        return missed.<Set<ObjectId>>map(object -> Set.of(object.copy())).orElse(Set.of());
    }

    private static @Nullable RevObject parsed(ObjectWalk walk, ObjectId id) throws IOException {
        try {
            return walk.parseAny(id);
        } catch (MissingObjectException e) {
            return null;
        }
    }

    private static Stream<RevObject> tips(RefMap refs, ObjectWalk walk) {
        return StreamSupport.stream(refs.withPrefix("refs/").spliterator(), false)
                .flatMap(ref -> Stream.of(ref.id(), ref.target()))
                .distinct()
                .map(id -> tip(walk, id));
    }

    private static RevObject tip(ObjectWalk walk, ObjectId id) {
        try {
            return walk.parseAny(id);
        } catch (IOException e) {
            throw new UncheckedIOException("a ref points to " + id.name() + ", which cannot be read", e);
        }
    }
}
