package io.memgit.core.merge;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** What became of a merge. */
public sealed interface MergeResult {

    /**
     * It is merged.
     *
     * @param tree
     *            the merged tree; what is new in it lies in the quarantine
     */
    record Clean(ObjectId tree) implements MergeResult {}

    /**
     * Somebody has to decide.
     *
     * @param tree
     *            the tree as far as it could be merged, with marked texts in the files that could not;
     *            what is new in it lies in the quarantine, as do blobs that only sides of conflicts
     *            name
     * @param files
     *            what is in conflict, by path
     */
    record Conflicted(ObjectId tree, List<ConflictedFile> files) implements MergeResult {
        public Conflicted {
            files = List.copyOf(files);
        }
    }

    /** The commits have no ancestor in common. */
    record Unrelated() implements MergeResult {}

    /**
     * It would take more than it may.
     *
     * @param limit
     *            the limit's name, such as {@code merge.time}
     * @param message
     *            one sentence
     */
    record Exceeded(String limit, String message) implements MergeResult {}
}
