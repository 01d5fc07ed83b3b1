package io.memgit.core.merge;

import io.memgit.core.browse.GitPath;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A file that could not be merged. The three sides are what {@code git} would put into stages 1 to
 * 3
 * of its index.
 *
 * @param path
 *            where the result has it, if it has; a directory's, without any side, when it is only
 *            unclear
 *            where that was renamed to
 * @param kind
 *            why it is in conflict
 * @param base
 *            the version of the merge base
 * @param ours
 *            our version
 * @param theirs
 *            their version
 * @param hunks
 *            what is between markers, where the file was merged by lines
 * @param merged
 *            the blob that the result has at the path: the text with markers, or one side's
 *            version;
 *            empty where it has none
 * @param message
 *            one sentence
 */
public record ConflictedFile(GitPath path, ConflictKind kind, Optional<ConflictSide> base,
        Optional<ConflictSide> ours, Optional<ConflictSide> theirs, List<ConflictHunk> hunks,
        Optional<ObjectId> merged, String message) {

    public ConflictedFile {
        hunks = List.copyOf(hunks);
    }
}
