package io.memgit.server.wiring;

import io.memgit.auth.Accounts;
import io.memgit.auth.TokenSettings;
import io.memgit.auth.access.AccessPolicy;
import io.memgit.auth.access.Principal;
import io.memgit.auth.secret.JwtSecret;
import io.memgit.auth.state.AccountsState;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.repo.Repositories;
import io.memgit.server.accounts.KeyController;
import io.memgit.server.accounts.RoleController;
import io.memgit.server.accounts.SessionController;
import io.memgit.server.accounts.UserController;
import io.memgit.server.route.Resource;
import io.memgit.server.security.Gate;
import io.memgit.server.settings.Settings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Accounts, and the gate that asks them. */
@Configuration(proxyBeanMethods = false)
class AccountsWiring {

    private static final String AUDIENCE = "memgit";

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean(destroyMethod = "close")
    Accounts accounts(AccountsState state, Ledger ledger, JwtSecret secret, Settings settings, Clock clock,
            SecureRandom random) {
        Settings.Jwt jwt = settings.auth().jwt();
        TokenSettings tokens = new TokenSettings(jwt.issuer(), AUDIENCE, jwt.ttl());
        return new Accounts(state, ledger, tokens, secret, settings.limits().auth(), clock, random);
    }

    @Bean
    AccessPolicy accessPolicy() {
        return new AccessPolicy();
    }

    @Bean
    Gate gate(Accounts accounts, AccessPolicy policy, Settings settings, Repositories repositories) {
        Supplier<Principal> admin = () -> accounts.principal(Accounts.ADMIN).orElseThrow();
        return new Gate(accounts.authenticator(), policy,
                settings.auth().enabled() ? Optional.empty() : Optional.of(admin),
                name -> repositories.find(name).isPresent());
    }

    @Bean
    Resource sessionController(Accounts accounts) {
        return new SessionController(accounts);
    }

    @Bean
    Resource userController(Accounts accounts) {
        return new UserController(accounts.users());
    }

    @Bean
    Resource roleController(Accounts accounts) {
        return new RoleController(accounts.users());
    }

    @Bean
    Resource keyController(Accounts accounts) {
        return new KeyController(accounts.keys());
    }
}
