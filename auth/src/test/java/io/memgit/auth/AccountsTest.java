package io.memgit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.auth.grant.Role;
import io.memgit.auth.secret.JwtSecret;
import io.memgit.auth.secret.SecretFiles;
import io.memgit.auth.state.AccountsState;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.MemoryLedger;
import io.memgit.core.limits.AuthLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

    private static final Optional<String> GIVEN = Optional.of("correct horse battery");

    @TempDir
    private Path directory;

    @Test
    void theFirstStartMakesAnAdminWhosePasswordIsToldOnceAndGoesOnWorking() throws IOException {
        Server first = new Server();
        Bootstrap.NewPassword made = (Bootstrap.NewPassword) first.bootstrap(Optional.empty());
        assertThat(made.password()).hasSizeGreaterThanOrEqualTo(24);
        assertThat(Files.readString(made.file()).strip()).isEqualTo(made.password());
        assertThat(first.lets("admin", made.password())).isTrue();

        Server restarted = new Server();
        assertThat(restarted.bootstrap(Optional.empty())).isEqualTo(new Bootstrap.Ready());
        assertThat(restarted.lets("admin", made.password())).isTrue();
        assertThat(made.toString()).doesNotContain(made.password());
    }

    @Test
    void theAdminIsActiveAndMayDoEverything() {
        Server server = new Server();
        server.bootstrap(GIVEN);
        assertThat(server.accounts.user(Accounts.ADMIN)).hasValueSatisfying(admin -> {
            assertThat(admin.active()).isTrue();
            assertThat(admin.roles()).containsExactly(Role.ADMIN);
            assertThat(admin.created()).isEqualTo(TestClock.NOON);
        });
        assertThat(server.accounts.principal(Accounts.ADMIN)).isPresent();
    }

    @Test
    void aConfiguredPasswordNeedsNoFile() throws IOException {
        Server server = new Server();
        assertThat(server.bootstrap(GIVEN)).isEqualTo(new Bootstrap.Ready());
        assertThat(server.lets("admin", GIVEN.orElseThrow())).isTrue();
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aConfiguredPasswordThatWillNotDoStopsTheStart() {
        Server server = new Server();
        assertThat(server.bootstrap(Optional.of("swordfish"))).isEqualTo(
                new Bootstrap.Impossible("MEMGIT_ADMIN_PASSWORD must have 12 to 128 characters, it has 9"));
        assertThat(server.accounts.user(Accounts.ADMIN)).isEmpty();
    }

    @Test
    void aStateThatIsKeptKeepsItsPasswordAndItsTokens() throws IOException {
        Server first = new Server();
        first.bootstrap(GIVEN);
        String token = first.token(GIVEN.orElseThrow());
        Server restarted = first.restarted();
        assertThat(restarted.bootstrap(Optional.empty())).isEqualTo(new Bootstrap.Ready());
        assertThat(restarted.accounts.bootstrap(restarted.files, GIVEN)).isEqualTo(new Bootstrap.Ready());
        assertThat(restarted.lets("admin", GIVEN.orElseThrow())).isTrue();
        assertThat(restarted.accounts.refresh(token)).isPresent();
    }

    @Test
    void anotherConfiguredPasswordBecomesTheAdminsAndEndsTheOldTokens() throws IOException {
        Server first = new Server();
        first.bootstrap(GIVEN);
        String token = first.token(GIVEN.orElseThrow());
        Server restarted = first.restarted();
        assertThat(restarted.bootstrap(Optional.of("another password"))).isEqualTo(new Bootstrap.Ready());
        assertThat(restarted.lets("admin", "another password")).isTrue();
        assertThat(restarted.lets("admin", GIVEN.orElseThrow())).isFalse();
        assertThat(restarted.accounts.refresh(token)).isEmpty();
    }

    @Test
    void aLedgerThatIsOutOfOrderIsSaidSo() {
        Accounts accounts = new Accounts(new AccountsState(),
                entry -> CompletableFuture.failedFuture(new LedgerException(Fate.NOT_APPLIED, "the disk is full")),
                TokenSettings.defaults(), JwtSecret.of(AccountsWorld.SECRET), AuthLimits.defaults(), new TestClock(),
                new SecureRandom());
        assertThatThrownBy(() -> accounts.bootstrap(new Server().files, GIVEN)).isInstanceOfSatisfying(
                LedgerException.class, failure -> assertThat(failure.fate()).isEqualTo(Fate.NOT_APPLIED));
    }

    @Test
    void unknownUserAndWrongPasswordAnswerAlike() {
        Server server = new Server();
        server.bootstrap(GIVEN);
        assertThat(server.accounts.login("nobody", "wrong password", AccountsWorld.HERE))
                .isEqualTo(server.accounts.login("admin", "wrong password", AccountsWorld.HERE))
                .isEqualTo(new Login.Rejected());
    }

    private final class Server {
        final AccountsState state;
        final Accounts accounts;
        final SecretFiles files = new SecretFiles(directory, AuthLimits.defaults(), new SecureRandom());

        Server() {
            this(new AccountsState());
        }

        private Server(AccountsState state) {
            this.state = state;
            this.accounts = new Accounts(state, new MemoryLedger(List.of(state)), TokenSettings.defaults(),
                    JwtSecret.of(AccountsWorld.SECRET), AuthLimits.defaults(), new TestClock(), new SecureRandom());
        }

        Server restarted() throws IOException {
            ByteArrayOutputStream snapshot = new ByteArrayOutputStream();
            state.snapshot().writeTo(snapshot);
            AccountsState restored = new AccountsState();
            restored.restore(new ByteArrayInputStream(snapshot.toByteArray()));
            return new Server(restored);
        }

        Bootstrap bootstrap(Optional<String> configured) {
            return accounts.bootstrap(files, configured);
        }

        boolean lets(String name, String password) {
            return accounts.login(name, password, AccountsWorld.HERE) instanceof Login.LoggedIn;
        }

        String token(String password) {
            return ((Login.LoggedIn) accounts.login("admin", password, AccountsWorld.HERE)).issued().token();
        }
    }
}
