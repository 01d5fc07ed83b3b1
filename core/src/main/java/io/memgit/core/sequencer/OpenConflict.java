package io.memgit.core.sequencer;

import io.memgit.core.sequencer.SequencerOutcome.Conflicted;
import java.time.Instant;

/**
 * A conflict that waits to be resolved, looked at.
 *
 * @param conflict
 *            as it was met
 * @param expires
 *            when it goes, unless it is gone on with
 */
public record OpenConflict(Conflicted conflict, Instant created, Instant expires) {}
