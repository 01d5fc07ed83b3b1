package io.memgit.server.wiring;

import io.memgit.auth.state.AccountsState;
import io.memgit.core.ledger.Ledger;
import io.memgit.server.data.Storages;
import io.memgit.server.health.HealthCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is behind the ledgers, as {@link Storages} has opened it. */
@Configuration(proxyBeanMethods = false)
class LedgerWiring {

    @Bean
    AccountsState accountsState(Storages storages) {
        return storages.accounts();
    }

    @Bean
    Ledger ledger(Storages storages) {
        return storages.ledger();
    }

    @Bean
    HealthCheck ledgerCheck(Storages storages) {
        return new HealthCheck("ledger", storages::isWell);
    }
}
