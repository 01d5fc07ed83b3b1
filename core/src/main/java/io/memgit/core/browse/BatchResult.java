package io.memgit.core.browse;

import java.util.List;

/** What reading many files at once gives. */
public sealed interface BatchResult permits BatchResult.Batch, Exceeded {

    /**
     * The answer to a batch.
     *
     * @param results
     *            one result per path, in the order asked for: a file, or why there is none
     */
    record Batch(List<ReadResult> results) implements BatchResult {

        public Batch {
            results = List.copyOf(results);
        }
    }
}
