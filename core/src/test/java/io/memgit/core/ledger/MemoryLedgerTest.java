package io.memgit.core.ledger;

import io.memgit.core.catalog.Catalog;
import io.memgit.core.repo.RepositoriesState;
import java.util.List;

class MemoryLedgerTest extends LedgerContract {

    @Override
    protected Ledger ledger(Catalog catalog, RepositoriesState repositories) {
        return new MemoryLedger(List.of(catalog, repositories));
    }
}
