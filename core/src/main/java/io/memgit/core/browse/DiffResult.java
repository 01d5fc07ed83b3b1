package io.memgit.core.browse;

import java.util.List;
import java.util.Optional;

/** What comparing two revisions gives. */
public sealed interface DiffResult permits DiffResult.Page, DiffResult.Written, DiffResult.NoMergeBase, Exceeded {

    /**
     * A page of changed files.
     *
     * @param from
     *            the side before, as it was compared
     * @param to
     *            the side after
     * @param files
     *            the page, in the order of {@code git diff}
     * @param stats
     *            the sums over all pages
     * @param next
     *            how many files to skip for the next page; empty on the last one
     */
    record Page(DiffSide from, DiffSide to, List<FileDiff> files, DiffStats stats, Optional<Integer> next)
            implements
                DiffResult {

        public Page {
            files = List.copyOf(files);
        }
    }

    /**
     * The whole comparison was written as text.
     *
     * @param from
     *            the side before, as it was compared
     * @param to
     *            the side after
     */
    record Written(DiffSide from, DiffSide to) implements DiffResult {}

    /** The two sides have no common ancestor to start from. */
    record NoMergeBase() implements DiffResult {}
}
