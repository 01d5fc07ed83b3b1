package io.memgit.core.browse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Pairs deleted files with added ones, as {@code git diff -M} does: first those with equal
 * content, then those that kept their name and are alike by three quarters, then the pairs that
 * are most alike, down to half.
 */
final class RenameFinder {

    /** Larger files are only paired when their contents are equal. */
    private static final long LARGEST_COMPARED = 4L << 20;
    /** The most bytes of files that are taken apart for one diff. */
    private static final long MOST_COMPARED = 64L << 20;
    private static final int SAME_NAME_SCORE = Similarity.SAME * 3 / 4;
    /** How many sources are remembered for each added file. */
    private static final int CANDIDATES = 4;

    private final ObjectReader reader;
    private final Meter meter;
    private final int limit;
    private final Map<ObjectId, Similarity> taken = new HashMap<>();
    private final Map<ObjectId, Long> sizes = new HashMap<>();
    private long compared;

    /**
     * @param limit
     *            files are compared by content as long as the pairs are no more than the square of
     *            this
     */
    RenameFinder(ObjectReader reader, Meter meter, int limit) {
        this.reader = reader;
        this.meter = meter;
        this.limit = limit;
    }

    /** A possible rename. */
    private record Pair(Change from, Change to, int score, boolean sameName) {

        static final Comparator<Pair> BEST_FIRST = Comparator.comparingInt((Pair p) -> -p.score)
                .thenComparing(p -> !p.sameName);
    }

    /** Renames found so far, by what was added, and the deleted files that they used. */
    private static final class Found {
        private final Map<Change, Pair> byTarget = new HashMap<>();
        private final Map<Change, Pair> bySource = new HashMap<>();

        void add(Pair pair) {
            byTarget.put(pair.to, pair);
            bySource.put(pair.from, pair);
        }

        boolean isOpen(Pair pair) {
            return !byTarget.containsKey(pair.to) && !bySource.containsKey(pair.from);
        }

        List<Change> openTargets(List<Change> added) {
            return added.stream().filter(c -> !byTarget.containsKey(c)).toList();
        }

        List<Change> openSources(List<Change> deleted) {
            return deleted.stream().filter(c -> !bySource.containsKey(c)).toList();
        }
    }

    /** The changes with renames in place of the deleted and added files that they explain. */
    List<FileChange> find(List<Change> changes) throws IOException {
        List<Change> added = changes.stream().filter(Change::isAdded).toList();
        List<Change> deleted = changes.stream().filter(Change::isDeleted).toList();
        Found found = new Found();
        if (!added.isEmpty() && !deleted.isEmpty()) {
            findEqual(added, deleted, found);
            findByName(found.openTargets(added), found.openSources(deleted), found);
            findAlike(found.openTargets(added), found.openSources(deleted), found);
        }
        List<FileChange> result = new ArrayList<>(changes.size());
        for (Change change : changes) {
            Pair pair = found.byTarget.get(change);
            if (pair != null)
                result.add(renamed(pair));
            else if (!found.bySource.containsKey(change))
                result.add(FileChange.plain(change));
        }
        return result;
    }

    /** Where {@code added} was among {@code sources}, all of them taken as deleted. */
    Optional<GitPath> sourceOf(Change added, List<Change> sources) throws IOException {
        Found found = new Found();
        findEqual(List.of(added), sources, found);
        if (found.byTarget.isEmpty())
            findAlike(List.of(added), sources, found);
        return Optional.ofNullable(found.byTarget.get(added)).map(p -> p.from.path());
    }

    private static FileChange renamed(Pair pair) {
        Change change = new Change(pair.to.path(), pair.from.oldMode(), pair.from.oldId(), pair.to.newMode(),
                pair.to.newId());
        return new FileChange(change, Optional.of(pair.from.path()), pair.score);
    }

    private void findEqual(List<Change> added, List<Change> deleted, Found found) {
        Map<ObjectId, List<Change>> byId = new HashMap<>();
        for (Change source : deleted) {
            byId.computeIfAbsent(source.oldId(), id -> new ArrayList<>()).add(source);
        }
        for (Change target : added) {
            meter.step();
            Pair best = null;
            for (Change source : byId.getOrDefault(target.newId(), List.of())) {
                Pair pair = new Pair(source, target, Similarity.SAME, hasSameName(source, target));
                if (found.isOpen(pair) && mayBecome(source, target)
                        && (best == null || (pair.sameName && !best.sameName)))
                    best = pair;
            }
            if (best != null)
                found.add(best);
        }
    }

    private static boolean mayBecome(Change source, Change target) {
        boolean bothFiles = EntryMode.isFile(source.oldMode()) && EntryMode.isFile(target.newMode());
        return bothFiles || source.oldMode() == target.newMode();
    }

    private void findByName(List<Change> added, List<Change> deleted, Found found) throws IOException {
        Map<String, Change> sources = uniqueByName(deleted);
        for (Map.Entry<String, Change> target : uniqueByName(added).entrySet()) {
            Change source = sources.get(target.getKey());
            if (source == null)
                continue;
            int score = score(source, target.getValue(), SAME_NAME_SCORE);
            if (score >= SAME_NAME_SCORE)
                found.add(new Pair(source, target.getValue(), score, true));
        }
    }

    private static Map<String, Change> uniqueByName(List<Change> changes) {
        Map<String, Change> unique = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Change change : changes) {
            String name = nameOf(change);
            unique.put(name, change);
            counts.merge(name, 1, Integer::sum);
        }
        counts.forEach((name, count) -> {
            if (count > 1)
                unique.remove(name);
        });
        return unique;
    }

    private void findAlike(List<Change> added, List<Change> deleted, Found found) throws IOException {
        if ((long) added.size() * deleted.size() > (long) limit * limit)
            return;
        List<Pair> candidates = new ArrayList<>();
        for (Change target : added) {
            Pair[] best = new Pair[CANDIDATES + 1];
            int count = 0;
            for (Change source : deleted) {
                int score = score(source, target, Similarity.HALF);
                if (score < Similarity.HALF)
                    continue;
                best[count] = new Pair(source, target, score, hasSameName(source, target));
                Arrays.sort(best, 0, count + 1, Pair.BEST_FIRST);
                count = Math.min(count + 1, CANDIDATES);
            }
            candidates.addAll(Arrays.asList(best).subList(0, count));
        }
        candidates.sort(Pair.BEST_FIRST);
        for (Pair pair : candidates) {
            if (found.isOpen(pair))
                found.add(pair);
        }
    }

    /** How alike two files are, or 0 where that is less than {@code least} or too much to find out. */
    private int score(Change source, Change target, int least) throws IOException {
        meter.step();
        if (!EntryMode.isFile(source.oldMode()) || !EntryMode.isFile(target.newMode()))
            return 0;
        long from = size(source.oldId());
        long to = size(target.newId());
        if (from == 0 || to == 0 || Similarity.cannotReach(least, from, to))
            return 0;
        Similarity one = takeApart(source.oldId(), from);
        Similarity other = takeApart(target.newId(), to);
        return one == null || other == null ? 0 : one.score(other);
    }

    private long size(ObjectId blob) throws IOException {
        Long known = sizes.get(blob);
        if (known == null) {
            known = reader.getObjectSize(blob, Constants.OBJ_BLOB);
            sizes.put(blob, known);
        }
        return known;
    }

    private @Nullable Similarity takeApart(ObjectId blob, long size) throws IOException {
        Similarity known = taken.get(blob);
        if (known != null || size > LARGEST_COMPARED || compared + size > MOST_COMPARED)
            return known;
        meter.checkTime();
        compared += size;
        Similarity made = Similarity.of(reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE));
        taken.put(blob, made);
        return made;
    }

    private static boolean hasSameName(Change source, Change target) {
        return nameOf(source).equals(nameOf(target));
    }

    private static String nameOf(Change change) {
        GitPath path = change.path();
        int start = path.nameStart();
        return new String(path.raw(), start, path.raw().length - start, StandardCharsets.ISO_8859_1);
    }
}
