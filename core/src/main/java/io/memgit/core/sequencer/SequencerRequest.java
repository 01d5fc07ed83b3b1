package io.memgit.core.sequencer;

import io.memgit.core.ledger.Actor;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * An operation that somebody asks for.
 *
 * @param expectedHead
 *            the only head its branch may have; null: it is done on whatever the newest head is
 * @param dryRun
 *            whether it is only evaluated, and nothing kept
 */
public record SequencerRequest(Actor actor, Operation operation, @Nullable ObjectId expectedHead, boolean dryRun) {}
