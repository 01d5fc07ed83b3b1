package io.memgit.core.commit;

import io.memgit.core.event.EventNumber;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** What became of a commit. Everything but {@link Committed} has changed nothing. */
public sealed interface CommitOutcome {

    /**
     * It is on its branch; or would be, after a dry run.
     *
     * @param commit
     *            its id
     * @param tree
     *            its tree
     * @param parent
     *            its parent, null for a root commit
     * @param oldHead
     *            where the branch pointed before, the zero id when it was not there
     * @param filesChanged
     *            how many paths differ from the parent
     * @param number
     *            of its event; {@link EventNumber#NONE} after a dry run
     */
    record Committed(ObjectId commit, ObjectId tree, @Nullable ObjectId parent, ObjectId oldHead, int filesChanged,
            EventNumber number) implements CommitOutcome {}

    /**
     * The branch has another head than the one that was expected.
     *
     * @param current
     *            its head, the zero id when it is not there
     */
    record HeadMoved(ObjectId current) implements CommitOutcome {}

    /**
     * It cannot be made.
     *
     * @param reason
     *            why
     * @param path
     *            the path it is about, empty when it is about none
     * @param detail
     *            one sentence for a person
     * @param limit
     *            the name of the limit that was met, empty for another reason
     */
    record Declined(Reason reason, String path, String detail, String limit) implements CommitOutcome {

        /** Declined for a reason that is no limit. */
        Declined(Reason reason, String path, String detail) {
            this(reason, path, detail, "");
        }

        /** Declined because it is more than a limit allows. */
        static Declined limit(String limit, String path, String detail) {
            return new Declined(Reason.LIMIT_EXCEEDED, path, detail, limit);
        }
    }

    /** Why a commit cannot be made; the names are the stable codes of the API. */
    enum Reason {
        INVALID_PATH, FILE_EXISTS, FILE_NOT_FOUND, PATH_CONFLICT, CONFLICT, EMPTY_COMMIT, BRANCH_NOT_FOUND, COMMIT_NOT_FOUND, LIMIT_EXCEEDED, REF_CONFLICT, REPO_NOT_FOUND;

        /** The reason with this code; {@link #CONFLICT} for one that is not known here. */
        public static Reason of(String code) {
            for (Reason reason : values()) {
                if (reason.name().equals(code))
                    return reason;
            }
            return CONFLICT;
        }
    }
}
