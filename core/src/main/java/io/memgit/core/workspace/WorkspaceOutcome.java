package io.memgit.core.workspace;

import io.memgit.core.commit.CommitOutcome;
import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.ObjectSource;
import io.memgit.core.event.EventNumber;
import io.memgit.core.merge.ConflictedFile;
import io.memgit.core.ref.RefName;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** What became of a write to uncommitted state. What is not done has changed nothing. */
public sealed interface WorkspaceOutcome {

    /**
     * It is written, or would be after a dry run.
     *
     * @param workspace
     *            as it is now
     * @param filesChanged
     *            how many files this write changed
     * @param number
     *            the number of the repository's last event; {@link EventNumber#NONE} after a dry run
     */
    record Written(Workspace workspace, int filesChanged, EventNumber number) implements WorkspaceOutcome {}

    /**
     * It is committed, or would be after a dry run.
     *
     * @param workspace
     *            as it is now, on top of the commit
     */
    record Made(Workspace workspace, Committed commit) implements WorkspaceOutcome {}

    /** It is gone, or would be after a dry run. */
    record Removed(EventNumber number) implements WorkspaceOutcome {}

    /**
     * A stash was made, put back, or would be.
     *
     * @param workspace
     *            as it is now
     */
    record Stashed(Stash stash, Workspace workspace, EventNumber number) implements WorkspaceOutcome {}

    /** The caller has none of this name, or not any more. */
    record Missing(String id) implements WorkspaceOutcome {}

    /**
     * The transaction has ended.
     *
     * @param state
     *            {@code committed} or {@code rolled_back}
     */
    record Closed(String id, String state) implements WorkspaceOutcome {}

    /**
     * The branch has another head than the one that was expected.
     *
     * @param current
     *            its head, the zero id when it is not there
     */
    record HeadMoved(RefName branch, ObjectId current) implements WorkspaceOutcome {}

    /** It cannot be done. */
    record Declined(CommitOutcome.Declined why) implements WorkspaceOutcome {

        static Declined because(CommitOutcome.Reason reason, String path, String detail) {
            return new Declined(new CommitOutcome.Declined(reason, path, detail, ""));
        }

        static Declined limit(String limit, String detail) {
            return new Declined(new CommitOutcome.Declined(CommitOutcome.Reason.LIMIT_EXCEEDED, "", detail, limit));
        }
    }

    /**
     * Files are in conflict.
     *
     * @param operation
     *            what was tried: commit, rebase or stash apply
     * @param files
     *            by path
     * @param contents
     *            has what the sides hold, and what the merge made
     */
    record Conflicted(String operation, List<ConflictedFile> files, ObjectSource contents) implements WorkspaceOutcome {

        /** Copies the list. */
        public Conflicted {
            files = List.copyOf(files);
        }
    }
}
