package io.memgit.core.reality;

import io.memgit.core.commit.CommitOutcome;
import io.memgit.core.commit.ObjectSource;
import io.memgit.core.event.EventNumber;
import io.memgit.core.merge.ConflictedFile;
import io.memgit.core.ref.RefName;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** What became of a write to realities. What is not done has changed nothing. */
public sealed interface RealityOutcome {

    /**
     * They are made, or would be after a dry run.
     *
     * @param realities
     *            in the order of the request
     */
    record Made(List<Reality> realities, EventNumber number) implements RealityOutcome {}

    /** What was measured is written down. */
    record Scored(Reality reality, EventNumber number) implements RealityOutcome {}

    /**
     * One is merged and the others of its set are gone.
     *
     * @param result
     *            fast_forward, merged, squashed or already_up_to_date
     */
    record Selected(Reality winner, String result, RefName target, ObjectId oldHead, ObjectId newHead, ObjectId tree,
            List<String> dropped, EventNumber number) implements RealityOutcome {}

    /** There is a branch of this name already. */
    record Exists(RefName branch) implements RealityOutcome {}

    /** There is no such reality or set. */
    record Missing(String name) implements RealityOutcome {}

    /** The branch is not there. */
    record NoBranch(RefName branch) implements RealityOutcome {}

    /** Nothing says which one wins. */
    record NoWinner(String detail) implements RealityOutcome {}

    /**
     * The histories cannot be brought together so.
     *
     * @param reason
     *            unrelated or not_fast_forward
     */
    record NotMergeable(String reason, String detail) implements RealityOutcome {}

    /** It cannot be done. */
    record Declined(CommitOutcome.Declined why) implements RealityOutcome {}

    /**
     * Files are in conflict.
     *
     * @param contents
     *            has what the sides hold, and what the merge made
     */
    record Conflicted(List<ConflictedFile> files, ObjectSource contents) implements RealityOutcome {

        /** Copies the list. */
        public Conflicted {
            files = List.copyOf(files);
        }
    }
}
