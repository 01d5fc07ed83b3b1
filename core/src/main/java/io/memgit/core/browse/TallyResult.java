package io.memgit.core.browse;

import java.util.List;

/** What counting the files of a tree gives. */
public sealed interface TallyResult permits TallyResult.Tally, Exceeded {

    /**
     * All of them.
     *
     * @param files
     *            how many files and links there are
     * @param first
     *            the paths of the first ones, in Git's order
     */
    record Tally(long files, List<GitPath> first) implements TallyResult {

        public Tally {
            first = List.copyOf(first);
        }
    }
}
