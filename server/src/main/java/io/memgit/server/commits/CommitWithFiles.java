package io.memgit.server.commits;

import io.memgit.core.browse.DiffStats;
import io.memgit.server.diffs.ChangedFile;
import io.memgit.server.people.SignedBody;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A commit, as {@link CommitView}, with what it changed in its first parent.
 *
 * @param files
 *            the changed files, at most 3,000 on one page
 * @param stats
 *            the sums over all files
 * @param nextCursor
 *            where further files begin; null when there are none
 */
record CommitWithFiles(ObjectId hash, ObjectId tree, List<ObjectId> parents, String message, String author,
        String email, Instant timestamp, String authorOffset, SignedBody committer, Optional<ObjectId> parent,
        Optional<String> signature, List<ChangedFile> files, DiffStats stats, @Nullable String nextCursor) {

    static CommitWithFiles of(CommitView c, List<ChangedFile> files, DiffStats stats, @Nullable String nextCursor) {
        return new CommitWithFiles(c.hash(), c.tree(), c.parents(), c.message(), c.author(), c.email(), c.timestamp(),
                c.authorOffset(), c.committer(), c.parent(), c.signature(), files, stats, nextCursor);
    }
}
