package io.memgit.auth;

import io.memgit.auth.state.AccountsChange;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.RepeatedException;
import io.memgit.core.name.RepoId;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Brings changes of accounts to the ledger. */
final class AccountsWriter {

    private final Ledger ledger;
    private final Clock clock;

    AccountsWriter(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Has a change applied and waits for it.
     *
     * @throws LedgerException
     *             when the ledger is out of order
     * @throws RepeatedException
     *             when a change was accepted under the actor's key before
     */
    Outcome write(Actor actor, AccountsChange change) {
        try {
            return submit(actor, change).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LedgerException outOfOrder)
                throw outOfOrder;
            if (e.getCause() instanceof RepeatedException repeated)
                throw repeated;
            throw e;
        }
    }

    CompletableFuture<Outcome> submit(Actor actor, AccountsChange change) {
        return ledger.submit(new Entry(RepoId.META, actor, clock.millis(), actor.key(), change));
    }
}
