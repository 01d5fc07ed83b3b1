package io.memgit.core.sequencer;

import io.memgit.core.object.Quarantine;

/** What an operation comes to on one head of its branch. */
sealed interface Evaluated {

    /**
     * It can be done.
     *
     * @param objects
     *            what the new head reaches and the repository does not have
     * @param rewinds
     *            whether the new head may not reach the old one
     */
    record Ready(Made made, Quarantine objects, boolean rewinds) implements Evaluated {}

    record Conflicted(SequencerOutcome.Conflict conflict) implements Evaluated {}

    record Declined(SequencerOutcome.Declined declined) implements Evaluated {}
}
