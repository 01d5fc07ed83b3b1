package io.memgit.auth;

import com.google.protobuf.ByteString;
import io.memgit.auth.grant.Grants;
import io.memgit.auth.grant.Role;
import io.memgit.auth.password.Password;
import io.memgit.auth.password.Passwords;
import io.memgit.auth.secret.JwtSecret;
import io.memgit.auth.state.AccountsChange.UserPut;
import io.memgit.auth.state.AccountsState;
import io.memgit.auth.state.PasswordHash;
import io.memgit.auth.state.StoredUser;
import io.memgit.auth.state.User;
import io.memgit.auth.state.UserId;
import io.memgit.auth.state.UserName;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.MemoryLedger;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.AuthLimits;
import io.memgit.core.name.RepoId;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accounts on a ledger in memory, with users that all have the same password, and a clock to turn.
 */
final class AccountsWorld {

    static final String PASSWORD = "correct horse battery";
    static final InetAddress HERE = InetAddress.getLoopbackAddress();
    static final UserName ADMIN = Accounts.ADMIN;
    static final UserName READER = new UserName("reader");
    static final String SECRET = "a secret of tests that is more than sixty-four bytes long: 0123456789";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final PasswordHash HASH = new Passwords(name -> Optional.empty(), AuthLimits.defaults(),
            new TestClock(), RANDOM).hash(new Password(PASSWORD));

    final TestClock clock = new TestClock();
    final AccountsState state = new AccountsState();
    final AtomicInteger entries = new AtomicInteger();
    final Accounts accounts;
    private final Ledger ledger = new MemoryLedger(List.of(state));

    AccountsWorld() {
        this(TokenSettings.defaults());
    }

    AccountsWorld(TokenSettings settings) {
        this.accounts = accounts(settings, SECRET);
        put(ADMIN, Role.ADMIN, true);
        put(READER, Role.READER, true);
        entries.set(0);
    }

    /** Other accounts on the same state, as after a change of settings. */
    Accounts accounts(TokenSettings settings, String secret) {
        return new Accounts(state, this::submit, settings, JwtSecret.of(secret), AuthLimits.defaults(), clock, RANDOM);
    }

    /** Makes the user, or changes it without touching password and tokens. */
    void put(UserName name, Role role, boolean active) {
        Optional<StoredUser> before = state.user(name);
        User user = new User(before.map(stored -> stored.user().id()).orElse(UserId.random(RANDOM)), name,
                name + "@example.org", active, Set.of(role), Grants.NONE, TestClock.NOON, TestClock.NOON);
        apply(new StoredUser(user, HASH, before.map(StoredUser::tokenGeneration).orElse(1),
                before.map(StoredUser::version).orElse(0) + 1, ByteString.EMPTY));
    }

    /** Ends all tokens of the user. */
    void turnGeneration(UserName name) {
        StoredUser was = state.user(name).orElseThrow();
        apply(new StoredUser(was.user(), was.password(), was.tokenGeneration() + 1, was.version() + 1,
                ByteString.EMPTY));
    }

    String token(UserName name) {
        return switch (accounts.login(name.value(), PASSWORD, HERE)) {
            case Login.LoggedIn in -> in.issued().token();
            case Login.Rejected rejected -> throw new AssertionError(rejected);
            case Login.Locked locked -> throw new AssertionError(locked);
            case Login.Overloaded overloaded -> throw new AssertionError(overloaded);
        };
    }

    KeyCreation.Created key(UserName owner, List<String> permissions, Map<String, List<String>> repoPermissions,
            Duration life) {
        KeyCreation creation = accounts.keys()
                .create(accounts.principal(owner).orElseThrow(), new KeyRequest("ci", permissions, repoPermissions,
                        Optional.of(clock.instant().plus(life))));
        if (creation instanceof KeyCreation.Created created)
            return created;
        throw new AssertionError(creation);
    }

    KeyCreation.Created key(UserName owner) {
        return key(owner, List.of(), Map.of(), Duration.ofDays(1));
    }

    Authentication authenticate(Credentials credentials) {
        return accounts.authenticator().authenticate(credentials, HERE);
    }

    Authentication bearer(String secret) {
        return authenticate(new Credentials.Bearer(secret));
    }

    private CompletableFuture<Outcome> submit(Entry entry) {
        entries.incrementAndGet();
        return ledger.submit(entry);
    }

    private void apply(StoredUser user) {
        Outcome outcome = submit(new Entry(RepoId.META, Actor.SYSTEM, clock.millis(),
                new UserPut(user, ByteString.EMPTY))).join();
        if (!(outcome instanceof Outcome.Accepted))
            throw new AssertionError(outcome);
    }
}
