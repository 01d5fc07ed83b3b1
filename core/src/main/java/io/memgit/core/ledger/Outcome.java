package io.memgit.core.ledger;

import io.memgit.core.event.EventNumber;
import io.memgit.core.ref.RefName;
import org.eclipse.jgit.lib.ObjectId;

/** What became of an entry. Everything but {@link Accepted} has changed nothing. */
public sealed interface Outcome {

    /**
     * It is applied.
     *
     * @param number
     *            the number of its event in the target's order
     */
    record Accepted(EventNumber number) implements Outcome {}

    /**
     * A ref does not point where the entry expected it to.
     *
     * @param ref
     *            the first such ref
     * @param current
     *            where it points, the zero id when it is not there
     */
    record Stale(RefName ref, ObjectId current) implements Outcome {}

    /**
     * What is to be made is there already, or something stands in its place.
     *
     * @param code
     *            the stable code of the API, such as {@code REPO_EXISTS}
     * @param detail
     *            one sentence for a person
     */
    record Conflicted(String code, String detail) implements Outcome {}

    /**
     * A rule or a limit forbids it, or its target is gone.
     *
     * @param code
     *            the stable code of the API, such as {@code LIMIT_EXCEEDED}
     * @param detail
     *            one sentence for a person
     * @param limit
     *            the name of the limit that was met, empty for another reason
     */
    record Refused(String code, String detail, String limit) implements Outcome {

        /** Refused for a reason that is no limit. */
        public Refused(String code, String detail) {
            this(code, detail, "");
        }
    }
}
