package io.memgit.server.wiring;

import io.memgit.auth.state.AccountsState;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.repo.Storage;
import io.memgit.server.settings.Settings;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one way to write: where what is written lives, and the ledger before it. */
@Configuration(proxyBeanMethods = false)
class LedgerWiring {

    @Bean
    Storage memory(AccountsState accounts, Settings settings) {
        return Storage.inMemory(settings.limits(), _ -> null, List.of(accounts));
    }

    @Bean
    Ledger ledger(Storage memory) {
        return memory.ledger();
    }
}
