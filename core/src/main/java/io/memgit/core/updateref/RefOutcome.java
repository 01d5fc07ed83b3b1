package io.memgit.core.updateref;

import io.memgit.core.browse.Resolution;
import io.memgit.core.event.EventNumber;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** What became of a change of refs. Everything but {@link Updated} has changed nothing. */
public sealed interface RefOutcome {

    /**
     * It is done; or would be, after a dry run.
     *
     * @param updates
     *            in the order of the changes
     * @param number
     *            of its event; {@link EventNumber#NONE} after a dry run
     */
    record Updated(List<RefUpdate> updates, EventNumber number) implements RefOutcome {

        /** Keeps a copy. */
        public Updated {
            updates = List.copyOf(updates);
        }
    }

    /**
     * A ref does not point where it was expected to.
     *
     * @param name
     *            the first such ref
     * @param current
     *            where it points, the zero id when it is not there
     */
    record Moved(RefName name, ObjectId current) implements RefOutcome {}

    /** There is no such ref. */
    record Missing(RefName name) implements RefOutcome {}

    /**
     * The branch would lose commits.
     *
     * @param current
     *            where it points
     */
    record NotFastForward(RefName name, ObjectId current) implements RefOutcome {}

    /** There is no such object, or the caller may not name it. */
    record NoSuchObject(RefName name, ObjectId target) implements RefOutcome {}

    /**
     * The object is none that this ref can point to.
     *
     * @param detail
     *            one sentence for a person
     */
    record WrongType(RefName name, ObjectId target, String detail) implements RefOutcome {}

    /**
     * The revision that was to be pointed to is not to be found.
     *
     * @param revision
     *            as it was given
     * @param why
     *            anything but {@link Resolution.Resolved}, or one without a commit
     */
    record Unresolved(RefName name, String revision, Resolution why) implements RefOutcome {}

    /**
     * A ref would have to be the folder of another one.
     *
     * @param detail
     *            one sentence for a person
     */
    record Blocked(String detail) implements RefOutcome {}

    /** The default branch cannot be deleted. */
    record IsDefaultBranch(RefName name) implements RefOutcome {}

    /** The ref was named twice. */
    record NamedTwice(RefName name) implements RefOutcome {}

    /**
     * It is more than a limit allows.
     *
     * @param limit
     *            the limit's name
     * @param detail
     *            one sentence for a person
     */
    record TooMuch(String limit, String detail) implements RefOutcome {}

    /** The repository was deleted meanwhile. */
    record RepositoryGone() implements RefOutcome {}
}
