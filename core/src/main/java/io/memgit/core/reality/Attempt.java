package io.memgit.core.reality;

import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.HiddenUpdate;
import java.util.List;
import java.util.function.Function;

/** What a write comes to, decided on the repository as it was looked at. */
sealed interface Attempt {

    /** No need to ask the ledger. */
    record Answer(RealityOutcome outcome) implements Attempt {}

    /** What to ask the ledger for, and what it comes to when it is done. */
    record Submit(Quarantine objects, List<RefUpdate> moved, EventType type, List<HiddenUpdate> hidden,
            Function<EventNumber, RealityOutcome> done) implements Attempt {}
}
