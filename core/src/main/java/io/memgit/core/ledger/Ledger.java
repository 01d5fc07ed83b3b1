package io.memgit.core.ledger;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The door through which every change of state goes. */
public interface Ledger {

    /**
     * Takes an entry and has it applied. Never blocks on anything but the apply of entries before it
     * and, in a ledger that writes large entries beside its log, on that.
     *
     * <p>
     * What is done when the future completes may take locks, submit further entries and wait for them.
     * So a ledger never completes one on a thread that applies entries, nor with a lock held that
     * {@code submit} or an apply needs: either the future is complete when {@code submit} returns it,
     * or
     * it is completed on a thread that the ledger can spare. Futures of one target may be completed in
     * another order than that of their entries.
     *
     * @return always completes: with the outcome once the entry is applied and as durable as this
     *         ledger makes it, or exceptionally with a {@link LedgerException} when it cannot be said
     *         or
     *         the ledger is out of order; or with a {@link RepeatedException} when an entry was
     *         accepted under the key of this one before, which is then not applied
     */
    CompletableFuture<Outcome> submit(Entry entry);

    /**
     * What came of the request that was accepted under a key, as far as entries are applied. One that
     * only hands entries on knows of none.
     *
     * @param scope
     *            of its {@link RequestKey}
     * @param nowMillis
     *            what was kept until before that is not found
     */
    default Optional<Receipt> receipt(String scope, long nowMillis) {
        return Optional.empty();
    }
}
