package io.memgit.core.ledger;

import java.util.concurrent.CompletableFuture;

/** The door through which every change of state goes. */
public interface Ledger {

    /**
     * Takes an entry and has it applied. Never blocks on anything but the apply of entries before it.
     *
     * @return completes with the outcome once the entry is applied and as durable as this ledger
     *         makes it; completes exceptionally with a {@link LedgerException} when it cannot be
     *         said or the ledger is out of order
     */
    CompletableFuture<Outcome> submit(Entry entry);
}
