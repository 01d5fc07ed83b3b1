package io.memgit.core.search;

import io.memgit.core.browse.CommitDetails;
import java.util.List;
import java.util.Optional;

/** What looking for commits gives. */
public sealed interface CommitsResult permits CommitsResult.Page, Overloaded {

    /**
     * A page of commits.
     *
     * @param commits
     *            the commits, in the order of {@code git log}
     * @param total
     *            how many all pages have; at least so many when it is truncated
     * @param truncated
     *            whether history goes on and was not looked at
     * @param next
     *            how many to skip for the next page; empty on the last one
     */
    record Page(List<CommitDetails> commits, int total, boolean truncated, Optional<Integer> next)
            implements
                CommitsResult {

        public Page {
            commits = List.copyOf(commits);
        }
    }
}
