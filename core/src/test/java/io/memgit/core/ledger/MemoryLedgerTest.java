package io.memgit.core.ledger;

import java.util.List;

class MemoryLedgerTest extends LedgerContract {

    @Override
    protected Ledger ledger(LedgerState state) {
        return new MemoryLedger(List.of(state));
    }
}
