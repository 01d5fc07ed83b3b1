package io.memgit.core.search;

import java.util.List;
import java.util.Optional;

/** What looking for lines gives. */
public sealed interface GrepResult permits GrepResult.Page, Overloaded {

    /**
     * A page of hits.
     *
     * @param hits
     *            the hits, in the order of the tree
     * @param total
     *            how many hits all pages have; at least so many when it is truncated
     * @param truncated
     *            whether something was not looked at: time was over, or files are too large
     * @param skipped
     *            how many hits come before this page
     * @param next
     *            where the next page begins; empty on the last one
     */
    record Page(List<Hit> hits, long total, boolean truncated, long skipped, Optional<GrepQuery.Place> next)
            implements
                GrepResult {

        public Page {
            hits = List.copyOf(hits);
        }
    }
}
