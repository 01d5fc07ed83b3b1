package io.memgit.core.updateref;

import io.memgit.core.ref.RefUpdate;
import java.util.List;

/** What a list of changes comes to, before the ledger is asked. */
sealed interface UpdatePlan {

    /** What to ask the ledger for. */
    record Possible(List<RefUpdate> updates) implements UpdatePlan {}

    /** No need to ask. */
    record Refused(RefOutcome outcome) implements UpdatePlan {}
}
