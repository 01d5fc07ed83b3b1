/**
 * Makes a repeated POST safe: the same call under the same {@code Idempotency-Key} is done once,
 * and answered with
 * the first answer for a day. {@link io.memgit.server.idempotency.Replays} is the door; the
 * pipeline asks it for every
 * POST that carries a key, so that controllers need not know.
 *
 * <p>
 * What was answered is kept in the memory of this process, bounded in count and bytes, the oldest
 * going first. What was written under a key is state of the ledger, see
 * {@link io.memgit.core.ledger.Receipts}: a route that says how makes the same answer out of it
 * again
 * after a restart.
 */
@NullMarked
package io.memgit.server.idempotency;

import org.jspecify.annotations.NullMarked;
