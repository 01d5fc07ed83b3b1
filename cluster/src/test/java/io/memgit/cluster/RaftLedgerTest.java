package io.memgit.cluster;

import io.memgit.core.catalog.Catalog;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.LedgerContract;
import io.memgit.core.ledger.PayloadKind;
import io.memgit.core.repo.RepositoriesState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class RaftLedgerTest extends LedgerContract {

    @TempDir
    Path folder;

    private final List<RaftLedger> opened = new ArrayList<>();

    @Override
    protected Ledger ledger(Catalog catalog, RepositoriesState repositories) {
        try {
            RaftLedger ledger = RaftLedger.open(folder.resolve("ledger" + opened.size()),
                    Map.of(GroupName.META, List.of(catalog), GroupName.data(0), List.of(repositories)),
                    entry -> entry.payload().kind() == PayloadKind.REPOSITORY ? GroupName.data(0) : GroupName.META,
                    RaftSettings.DEFAULT.withReserve(0));
            opened.add(ledger);
            return ledger;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void closeAll() {
        opened.forEach(RaftLedger::close);
    }
}
