/**
 * The one write path: {@code Entry -> Ledger -> apply}.
 *
 * <p>
 * Whatever changes state builds an {@link io.memgit.core.ledger.Entry} and submits it to a
 * {@link io.memgit.core.ledger.Ledger}, which calls the deterministic apply of the
 * {@link io.memgit.core.ledger.LedgerState} that owns the payload, for one target one entry at a
 * time. What the domain refuses is an {@link io.memgit.core.ledger.Outcome};
 * {@link io.memgit.core.ledger.LedgerException} is for a ledger that cannot say.
 *
 * <pre>
 *   Entry[target, actor, time, key | payload]
 *      │ submit                        (never blocks)
 *      ▼
 *   Ledger ── apply ──► LedgerState of the payload's kind ──► Accepted | Stale | Conflicted | Refused
 * </pre>
 *
 * An entry may have a {@link io.memgit.core.ledger.RequestKey}. Of those of one key, one is
 * accepted:
 * its {@link io.memgit.core.ledger.Receipt} is state as well, and the others complete with a
 * {@link io.memgit.core.ledger.RepeatedException}. See {@link io.memgit.core.ledger.Receipts}.
 *
 * <p>
 * A state owns codec, apply, snapshot and restore together, so that a ledger which writes to disk
 * or
 * to other nodes needs nothing else of it.
 */
@NullMarked
package io.memgit.core.ledger;

import org.jspecify.annotations.NullMarked;
