package io.memgit.core.merge;

import io.memgit.core.merge.SideChanges.Relevance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Joins what one side deleted and added to renames: equal files first, then similar ones of the
 * same
 * name, then the most similar ones. Of the deleted files that are left after the first step only
 * those count whose new place matters.
 */
final class RenameFinder {

    private static final ObjectId EMPTY_BLOB = ObjectId.fromString("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
    private static final int LEAST_SCORE = Alikeness.SAME / 2;
    private static final int LEAST_SCORE_OF_SAME_NAME = LEAST_SCORE + (Alikeness.SAME - LEAST_SCORE) / 2;
    private static final int CANDIDATES = 4;
    private static final int MOST_EQUAL_SOURCES = 100;
    private static final int NOT_ALONE = -1;

    private final MergePlan plan;
    private final SideChanges changes;
    private final DirectoryMoves moves;
    private final List<Target> targets = new ArrayList<>();
    private List<Source> sources = new ArrayList<>();
    private final TakenApart taken;
    private final Map<ObjectId, Long> sizes = new HashMap<>();

    RenameFinder(MergePlan plan, SideChanges changes) {
        this.plan = plan;
        this.changes = changes;
        this.moves = new DirectoryMoves(changes);
        this.taken = new TakenApart(plan.objects(), plan.meter());
    }

    /** A deleted file. */
    private static final class Source {
        private final String path;
        private final Stage stage;
        private boolean used;

        Source(String path, Stage stage) {
            this.path = path;
            this.stage = stage;
        }
    }

    /** An added file. */
    private static final class Target {
        private final String path;
        private final Stage stage;
        private @Nullable Source source;

        Target(String path, Stage stage) {
            this.path = path;
            this.stage = stage;
        }

        boolean isOpen() {
            return source == null;
        }
    }

    /** A possible rename. */
    private record Candidate(Source source, Target target, int score, boolean sameName) {

        static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt((Candidate c) -> -c.score)
                .thenComparing(c -> !c.sameName);
    }

    /** Puts renames in place of the added files, and takes the deleted ones out that they explain. */
    void find() throws IOException, MergeLimitException {
        for (Pair pair : changes.pairs) {
            String newPath = pair.newPath();
            String oldPath = pair.oldPath();
            if (newPath != null && !pair.now().id().equals(EMPTY_BLOB))
                targets.add(new Target(newPath, pair.now()));
            else if (oldPath != null && !pair.old().id().equals(EMPTY_BLOB))
                sources.add(new Source(oldPath, pair.old()));
        }
        if (targets.isEmpty() || sources.isEmpty())
            return;
        findEqual();
        keepOpenSources();
        for (Target target : targets) {
            Source source = target.source;
            if (source != null)
                moves.count(source.path, target.path);
        }
        moves.makeGuesses();
        findOfSameName();
        sources.removeIf(source -> !changes.sources.containsKey(source.path));
        keepOpenSources();
        dropSourcesOfKnownDirectories();
        findAlike();
        moves.finish();
        join();
    }

    private void keepOpenSources() {
        sources = new ArrayList<>(sources.stream().filter(source -> !source.used).toList());
    }

    private void join() {
        Map<String, Target> byPath = new HashMap<>();
        Map<String, Boolean> usedSources = new HashMap<>();
        for (Target target : targets) {
            Source source = target.source;
            if (source != null) {
                byPath.put(target.path, target);
                usedSources.put(source.path, true);
            }
        }
        List<Pair> joined = new ArrayList<>(changes.pairs.size());
        for (Pair pair : changes.pairs) {
            Target target = pair.newPath() == null ? null : byPath.get(pair.newPath());
            Source source = target == null ? null : target.source;
            if (source != null)
                joined.add(new Pair(source.path, source.stage, pair.newPath(), pair.now()));
            else if (pair.newPath() != null || !usedSources.containsKey(pair.oldPath()))
                joined.add(pair);
        }
        changes.pairs = joined;
    }

    private static void record(Source source, Target target) {
        target.source = source;
        source.used = true;
    }

    private void recordAndCount(Source source, Target target) {
        record(source, target);
        moves.count(source.path, target.path);
    }

    private void findEqual() throws MergeLimitException {
        Map<ObjectId, List<Source>> byId = new HashMap<>();
        for (Source source : sources) {
            byId.computeIfAbsent(source.stage.id(), _ -> new ArrayList<>()).add(source);
        }
        for (Target target : targets) {
            plan.meter().step();
            Source best = null;
            boolean bestHasName = false;
            int looked = 0;
            for (Source source : byId.getOrDefault(target.stage.id(), List.of())) {
                if (!mayBecome(source.stage, target.stage) || source.used)
                    continue;
                boolean sameName = sameName(source, target);
                if (best == null || (sameName && !bestHasName)) {
                    best = source;
                    bestHasName = sameName;
                }
                if (bestHasName || ++looked == MOST_EQUAL_SOURCES)
                    break;
            }
            if (best != null)
                record(best, target);
        }
    }

    private static boolean mayBecome(Stage source, Stage target) {
        return (source.isFile() && target.isFile()) || source.mode() == target.mode();
    }

    private static boolean sameName(Source source, Target target) {
        return Paths.name(source.path).equals(Paths.name(target.path));
    }

    private void findOfSameName() throws IOException, MergeLimitException {
        Map<String, Integer> sourceOf = new HashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            sourceOf.merge(Paths.name(sources.get(i).path), i, (_, _) -> NOT_ALONE);
        }
        Map<String, Integer> targetOf = new HashMap<>();
        Map<String, Integer> targetAt = new HashMap<>();
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).isOpen()) {
                targetOf.merge(Paths.name(targets.get(i).path), i, (_, _) -> NOT_ALONE);
                targetAt.put(targets.get(i).path, i);
            }
        }
        for (Source source : sources) {
            String name = Paths.name(source.path);
            Integer found = targetOf.get(name);
            if (found == null || !changes.sources.containsKey(source.path))
                continue;
            if (found == NOT_ALONE || sourceOf.getOrDefault(name, NOT_ALONE) == NOT_ALONE)
                found = targetAt.get(moves.guess(source.path));
            if (found == null || !targets.get(found).isOpen())
                continue;
            Target target = targets.get(found);
            if (score(source, target, LEAST_SCORE_OF_SAME_NAME) >= LEAST_SCORE_OF_SAME_NAME)
                recordAndCount(source, target);
        }
    }

    private void dropSourcesOfKnownDirectories() {
        for (Source source : sources) {
            moves.countUnknown(source.path);
        }
        moves.settleCertain();
        sources.removeIf(source -> changes.sources.get(source.path) == Relevance.LOCATION && !moves.needs(source.path));
    }

    private void findAlike() throws IOException, MergeLimitException {
        long open = targets.stream().filter(Target::isOpen).count();
        long limit = plan.meter().limits().renameCandidates();
        if (open == 0 || sources.isEmpty() || open * sources.size() > limit * limit)
            return;
        List<Candidate> candidates = new ArrayList<>();
        for (Target target : targets) {
            if (!target.isOpen())
                continue;
            @Nullable
            Candidate[] best = new Candidate[CANDIDATES];
            for (Source source : sources) {
                keepIfBetter(best, new Candidate(source, target, score(source, target, LEAST_SCORE),
                        sameName(source, target)));
            }
            for (Candidate candidate : best) {
                if (candidate != null && candidate.score >= LEAST_SCORE)
                    candidates.add(candidate);
            }
        }
        candidates.sort(Candidate.BEST_FIRST);
        for (Candidate candidate : candidates) {
            if (candidate.target.isOpen() && !candidate.source.used)
                recordAndCount(candidate.source, candidate.target);
        }
    }

    /** Where all are as good as the new one, the earlier ones stay. */
    private static void keepIfBetter(@Nullable Candidate[] best, Candidate candidate) {
        int worst = 0;
        for (int i = 0; i < best.length; i++) {
            Candidate each = best[i];
            if (each == null) {
                best[i] = candidate;
                return;
            }
            Candidate worstYet = best[worst];
            if (worstYet != null && Candidate.BEST_FIRST.compare(each, worstYet) > 0)
                worst = i;
        }
        Candidate worstOfAll = best[worst];
        if (worstOfAll != null && Candidate.BEST_FIRST.compare(worstOfAll, candidate) > 0)
            best[worst] = candidate;
    }

    /** How alike two files are, or 0 where that is less than {@code least} or too much to find out. */
    private int score(Source source, Target target, int least) throws IOException, MergeLimitException {
        plan.meter().step();
        if (!source.stage.isFile() || !target.stage.isFile())
            return 0;
        long from = size(source.stage.id());
        long to = size(target.stage.id());
        long largest = plan.meter().limits().fileSize().bytes();
        if (Alikeness.cannotReach(least, from, to) || from > largest || to > largest)
            return 0;
        Alikeness one = taken.of(source.stage.id());
        Alikeness other = taken.of(target.stage.id());
        plan.meter().work(one.weight() + other.weight());
        return one.score(other);
    }

    private long size(ObjectId blob) throws IOException {
        Long size = sizes.get(blob);
        if (size == null) {
            size = plan.objects().size(blob);
            sizes.put(blob, size);
        }
        return size;
    }
}
