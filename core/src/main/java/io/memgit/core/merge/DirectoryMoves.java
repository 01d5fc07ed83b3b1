package io.memgit.core.merge;

import io.memgit.core.merge.SideChanges.DirectoryRelevance;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts where the files of directories went that a side does not have any more. */
final class DirectoryMoves {

    /** Stands for wherever a file may still turn out to have gone; no directory has the name. */
    private static final String UNKNOWN = "/";

    private final SideChanges changes;
    private final Map<String, String> guesses = new HashMap<>();

    DirectoryMoves(SideChanges changes) {
        this.changes = changes;
    }

    /**
     * Counts one renamed file, for its directory and those above it as far as the names below agree.
     */
    void count(String oldPath, String newPath) {
        String oldBelow = oldPath;
        String newBelow = newPath;
        boolean first = true;
        while (true) {
            String oldDirectory = Paths.directory(oldBelow);
            String newDirectory = Paths.directory(newBelow);
            if (!changes.directoriesGone.containsKey(oldDirectory)
                    || (!first && !Paths.name(oldBelow).equals(Paths.name(newBelow))))
                return;
            DirectoryRelevance relevance = relevance(oldDirectory);
            if (first || relevance == DirectoryRelevance.FOR_SELF)
                increment(oldDirectory, newDirectory);
            if (relevance == DirectoryRelevance.NONE || oldDirectory.isEmpty() || newDirectory.isEmpty())
                return;
            first = false;
            oldBelow = oldDirectory;
            newBelow = newDirectory;
        }
    }

    private DirectoryRelevance relevance(String directory) {
        return changes.directoriesGone.getOrDefault(directory, DirectoryRelevance.NONE);
    }

    private void increment(String oldDirectory, String newDirectory) {
        changes.moves.computeIfAbsent(oldDirectory, _ -> new LinkedHashMap<>()).merge(newDirectory, 1, Integer::sum);
    }

    /** From now on {@link #guess} knows where most files counted so far went. */
    void makeGuesses() {
        changes.moves.forEach((directory, counts) -> guesses.put(directory, GitOrder.ofMost(counts)));
    }

    /**
     * Where a file would be if its directory had gone where most of it went; empty when nobody knows.
     */
    String guess(String path) {
        String directory = guesses.get(Paths.directory(path));
        return directory == null ? "" : directory + '/' + Paths.name(path);
    }

    /** Counts a file of which nothing is known. */
    void countUnknown(String path) {
        String directory = Paths.directory(path);
        while (!directory.isEmpty() && relevance(directory) != DirectoryRelevance.NONE) {
            increment(directory, UNKNOWN);
            directory = Paths.directory(directory);
        }
    }

    /** Where a majority is certain already, further files of the directory need not be found for it. */
    void settleCertain() {
        changes.moves.forEach((directory, counts) -> {
            if (relevance(directory) == DirectoryRelevance.FOR_SELF && isCertain(counts))
                changes.directoriesGone.put(directory, DirectoryRelevance.FOR_ANCESTOR);
        });
    }

    private static boolean isCertain(Map<String, Integer> counts) {
        int first = 0;
        int second = 0;
        for (Map.Entry<String, Integer> each : counts.entrySet()) {
            int count = each.getValue();
            if (each.getKey().equals(UNKNOWN))
                continue;
            if (count >= first) {
                second = first;
                first = count;
            } else if (count >= second) {
                second = count;
            }
        }
        return first > second + counts.getOrDefault(UNKNOWN, 0);
    }

    /** Whether some directory above a file still needs to know where the file went. */
    boolean needs(String path) {
        for (String directory = Paths.directory(path);; directory = Paths.directory(directory)) {
            DirectoryRelevance relevance = relevance(directory);
            if (relevance == DirectoryRelevance.FOR_SELF)
                return true;
            if (relevance == DirectoryRelevance.NONE || directory.isEmpty())
                return false;
        }
    }

    /** Forgets what was only counted to find renames. */
    void finish() {
        changes.moves.keySet().removeIf(directory -> relevance(directory) == DirectoryRelevance.NONE);
        changes.moves.values().forEach(counts -> counts.remove(UNKNOWN));
    }
}
