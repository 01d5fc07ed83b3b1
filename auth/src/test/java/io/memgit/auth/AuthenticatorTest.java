package io.memgit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.auth.Authentication.Anonymous;
import io.memgit.auth.Authentication.Authenticated;
import io.memgit.auth.Authentication.Invalid;
import io.memgit.auth.Authentication.Locked;
import io.memgit.auth.Credentials.ApiKeyHeader;
import io.memgit.auth.Credentials.Basic;
import io.memgit.auth.Credentials.Bearer;
import io.memgit.auth.access.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private final AccountsWorld world = new AccountsWorld();

    @Test
    void nothingShownIsAnonymousAndNonsenseIsInvalid() {
        assertThat(world.authenticate(new Credentials.None())).isEqualTo(new Anonymous());
        assertThat(world.authenticate(new Credentials.Unreadable())).isEqualTo(new Invalid());
    }

    @Test
    void aKeyMayTheSameByEveryWay() {
        String secret = world.key(AccountsWorld.ADMIN, List.of(), Map.of("team/*", List.of("repo:read")),
                Duration.ofDays(1)).secret();
        Principal bearer = principal(new Bearer(secret));
        assertThat(principal(new ApiKeyHeader(secret))).isEqualTo(bearer);
        assertThat(principal(new Basic("whoever", secret))).isEqualTo(bearer);
        assertThat(principal(new Basic("", secret))).isEqualTo(bearer);
        assertThat(bearer.key()).isPresent();
    }

    @Test
    void aTokenMayTheSameByEveryWayAndIsNoApiKey() {
        String token = world.token(AccountsWorld.READER);
        Principal bearer = principal(new Bearer(token));
        assertThat(principal(new Basic("whoever", token))).isEqualTo(bearer);
        assertThat(world.authenticate(new ApiKeyHeader(token))).isEqualTo(new Invalid());
    }

    @Test
    void aPasswordIsForBasicAlone() {
        assertThat(principal(new Basic("reader", AccountsWorld.PASSWORD)).user()).isEqualTo(AccountsWorld.READER);
        assertThat(world.authenticate(new Bearer(AccountsWorld.PASSWORD))).isEqualTo(new Invalid());
        assertThat(world.authenticate(new ApiKeyHeader(AccountsWorld.PASSWORD))).isEqualTo(new Invalid());
    }

    @Test
    void wrongKeysAndTokensOverBasicLockNobodyOut() {
        String dead = world.token(AccountsWorld.ADMIN);
        world.accounts.logout(dead);
        for (int i = 0; i < 20; i++) {
            assertThat(world.authenticate(new Basic("admin", "mgk_" + "A".repeat(43)))).isEqualTo(new Invalid());
            assertThat(world.authenticate(new Basic("admin", dead))).isEqualTo(new Invalid());
        }
        assertThat(principal(new Basic("admin", AccountsWorld.PASSWORD)).user()).isEqualTo(AccountsWorld.ADMIN);
    }

    @Test
    void wrongPasswordsLockPasswordsButNeitherKeysNorTokens() {
        String token = world.token(AccountsWorld.ADMIN);
        String key = world.key(AccountsWorld.ADMIN).secret();
        for (int i = 0; i < 5; i++)
            assertThat(world.authenticate(new Basic("admin", "wrong " + i))).isEqualTo(new Invalid());
        assertThat(world.authenticate(new Basic("admin", AccountsWorld.PASSWORD)))
                .isEqualTo(new Locked(Duration.ofMinutes(15)));
        assertThat(world.accounts.login("admin", AccountsWorld.PASSWORD, AccountsWorld.HERE))
                .isEqualTo(new Login.Locked(Duration.ofMinutes(15)));
        assertThat(principal(new Bearer(token)).user()).isEqualTo(AccountsWorld.ADMIN);
        assertThat(principal(new Basic("admin", key)).user()).isEqualTo(AccountsWorld.ADMIN);
    }

    private Principal principal(Credentials credentials) {
        if (world.authenticate(credentials) instanceof Authenticated known)
            return known.principal();
        throw new AssertionError("not authenticated");
    }
}
