package io.memgit.core.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A history drawn from a seed: one root, two ends to be combined, and between them what the profile
 * says; with merges, and merges of merges, and so with several merge bases.
 */
public final class RandomHistory {

    private static final int MOST_STEPS = 3;

    private final Random random;
    private final RandomEdits edits;
    private final List<OracleCommit> commits = new ArrayList<>();
    private long seconds = 1_700_000_000L;
    private int ours;
    private int theirs;

    private RandomHistory(Random random, Profile profile) {
        this.random = random;
        this.edits = new RandomEdits(random, profile);
    }

    /** The history of a seed. */
    public static RandomHistory of(long seed, Profile profile) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + profile.hashCode());
        RandomHistory history = new RandomHistory(random, profile);
        history.commit(List.of(), history.edits.tree());
        if (profile.merges() && random.nextInt(3) > 0)
            history.weave();
        else
            history.fork();
        return history;
    }

    /** All commits, parents before children; the first one is the root. */
    public List<OracleCommit> commits() {
        return List.copyOf(commits);
    }

    /** The place of the commit that something is merged into. */
    public int ours() {
        return ours;
    }

    /** The place of the commit that is merged. */
    public int theirs() {
        return theirs;
    }

    private int commit(List<Integer> parents, Map<String, OracleFile> files) {
        seconds += random.nextInt(3) == 0 ? 0 : random.nextInt(100);
        int number = commits.size();
        commits.add(new OracleCommit(parents, files, seconds, "Change " + number));
        return number;
    }

    private int grow(int from) {
        Map<String, OracleFile> files = new TreeMap<>(commits.get(from).files());
        for (int n = 1 + random.nextInt(MOST_STEPS); n > 0; n--) {
            edits.step(files);
        }
        return commit(List.of(from), files);
    }

    /** Two branches of the root. */
    private void fork() {
        ours = 0;
        theirs = 0;
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            ours = grow(ours);
        }
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            theirs = grow(theirs);
        }
    }

    /** Two lanes that merge each other now and then, mostly both at the same time. */
    private void weave() {
        int[] lanes = {grow(0), grow(0), grow(0)};
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int one = random.nextInt(lanes.length);
            int other = (one + 1 + random.nextInt(lanes.length - 1)) % lanes.length;
            int before = lanes[one];
            lanes[one] = merge(before, lanes[other]);
            if (random.nextInt(4) > 0)
                lanes[other] = merge(lanes[other], before);
            lanes[one] = grow(lanes[one]);
            lanes[other] = grow(lanes[other]);
        }
        ours = lanes[0];
        theirs = lanes[1 + random.nextInt(2)];
    }

    /** Takes each path from either side, as somebody who resolves conflicts might. */
    private int merge(int one, int other) {
        Map<String, OracleFile> files = new TreeMap<>(commits.get(one).files());
        Map<String, OracleFile> others = commits.get(other).files();
        for (String path : new TreeMap<>(others).keySet()) {
            if (random.nextInt(3) > 0 && canHold(files, path))
                files.put(path, others.get(path));
        }
        for (String path : new ArrayList<>(files.keySet())) {
            if (!others.containsKey(path) && random.nextInt(3) == 0)
                files.remove(path);
        }
        return commit(List.of(one, other), files);
    }

    private static boolean canHold(Map<String, OracleFile> files, String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (files.containsKey(path.substring(0, slash)))
                return false;
        }
        return files.keySet().stream().noneMatch(other -> other.startsWith(path + "/"));
    }
}
