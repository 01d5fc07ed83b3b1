package io.memgit.core.sequencer;

import io.memgit.core.event.EventNumber;
import io.memgit.core.merge.ConflictedFile;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** What became of an operation. Everything but {@link Done} has changed nothing. */
public sealed interface SequencerOutcome {

    /**
     * It is done; or would be, after a dry run.
     *
     * @param number
     *            of its event, or of the last one before where nothing was to be done;
     *            {@link EventNumber#NONE} after a dry run
     */
    record Done(Operation operation, Made made, EventNumber number) implements SequencerOutcome {}

    /**
     * Files are in conflict.
     *
     * @param id
     *            by which it can be looked at and resolved; empty after a dry run
     * @param head
     *            where the branch pointed
     */
    record Conflicted(Operation operation, Optional<ConflictId> id, ObjectId head, Conflict conflict)
            implements
                SequencerOutcome {}

    /**
     * The branch has another head than the one that was expected.
     *
     * @param current
     *            its head, the zero id when it is not there
     */
    record HeadMoved(Operation operation, ObjectId current) implements SequencerOutcome {}

    /**
     * It cannot be done.
     *
     * @param detail
     *            one sentence for a person
     * @param commit
     *            the commit it is about, if it is about one
     * @param limit
     *            the name of the limit that was met, empty for another reason
     */
    record Declined(Reason reason, String detail, Optional<ObjectId> commit,
            String limit) implements SequencerOutcome {}

    /** The caller has no such conflict, or not any more. */
    record NoConflict() implements SequencerOutcome {}

    /**
     * The resolution does not fit the conflict.
     *
     * @param missing
     *            files in conflict that nothing was said of
     * @param unknown
     *            files that are not in conflict, or were named twice
     */
    record Misfit(List<String> missing, List<String> unknown) implements SequencerOutcome {

        /** Copies the lists. */
        public Misfit {
            missing = List.copyOf(missing);
            unknown = List.copyOf(unknown);
        }
    }

    /**
     * Where an operation met files in conflict.
     *
     * @param commit
     *            the commit that was being applied
     * @param step
     *            which one it was, counted from 1
     * @param steps
     *            how many there are
     * @param files
     *            by path
     * @param contents
     *            what the files hold, in all their versions
     */
    record Conflict(ObjectId commit, int step, int steps, List<ConflictedFile> files, ConflictContents contents) {

        /** Copies the list. */
        public Conflict {
            files = List.copyOf(files);
        }
    }

    /** Why an operation cannot be done. */
    enum Reason {
        /** The branch is not there. */
        NO_BRANCH,
        /** A commit is not there, not any more, or not on the branch. */
        NO_COMMIT,
        /** It would make a commit that changes nothing. */
        EMPTY,
        /** The histories have nothing in common. */
        UNRELATED,
        /** The branch cannot just be moved forward. */
        NOT_FAST_FORWARD,
        /** A merge without a mainline, a mainline without a merge, or one that the merge has not. */
        MAINLINE,
        /** What a conflict was resolved with cannot be stored. */
        CONTENT,
        /** It is more than a limit allows. */
        LIMIT,
        /** The repository was deleted meanwhile. */
        NO_REPOSITORY
    }
}
