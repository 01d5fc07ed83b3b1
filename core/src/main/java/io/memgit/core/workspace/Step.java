package io.memgit.core.workspace;

import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.HiddenUpdate;
import java.util.List;
import java.util.function.Function;

/** What a write comes to, decided on the repository as it was looked at. */
sealed interface Step {

    /** No need to ask the ledger. */
    record Answer(WorkspaceOutcome outcome) implements Step {}

    /**
     * What to ask the ledger for.
     *
     * @param moved
     *            refs that everybody sees
     * @param type
     *            of the event, where there is one
     * @param hidden
     *            each as it was seen
     * @param done
     *            what it comes to when it is done
     */
    record Submit(Quarantine objects, List<RefUpdate> moved, EventType type, List<HiddenUpdate> hidden,
            Function<EventNumber, WorkspaceOutcome> done) implements Step {}
}
