package io.memgit.server.wiring;

import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.MemoryLedger;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one way to write, for every kind of state that is a bean. */
@Configuration(proxyBeanMethods = false)
class LedgerWiring {

    @Bean
    Ledger ledger(List<LedgerState> states) {
        return new MemoryLedger(states);
    }
}
