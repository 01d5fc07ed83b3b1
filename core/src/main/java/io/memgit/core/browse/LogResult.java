package io.memgit.core.browse;

import java.util.List;
import java.util.Optional;

/** What reading history gives. */
public sealed interface LogResult permits LogResult.Page, Exceeded {

    /**
     * A page of history.
     *
     * @param commits
     *            the commits, in the order of {@code git log}
     * @param next
     *            how many commits to skip for the next page; empty on the last one
     */
    record Page(List<CommitDetails> commits, Optional<Integer> next) implements LogResult {

        public Page {
            commits = List.copyOf(commits);
        }
    }
}
