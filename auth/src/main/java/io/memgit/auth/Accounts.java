package io.memgit.auth;

import com.google.protobuf.ByteString;
import io.memgit.auth.access.Principal;
import io.memgit.auth.grant.Grants;
import io.memgit.auth.grant.Role;
import io.memgit.auth.password.Password;
import io.memgit.auth.password.PasswordCheck;
import io.memgit.auth.password.Passwords;
import io.memgit.auth.secret.JwtSecret;
import io.memgit.auth.secret.Secret;
import io.memgit.auth.secret.SecretFiles;
import io.memgit.auth.state.AccountsChange.UserPut;
import io.memgit.auth.state.AccountsState;
import io.memgit.auth.state.StoredUser;
import io.memgit.auth.state.User;
import io.memgit.auth.state.UserId;
import io.memgit.auth.state.UserName;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.AuthLimits;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The door to users, logins, tokens and API keys.
 *
 * <pre>
 * AccountsState state = new AccountsState();
 * Ledger ledger = new MemoryLedger(List.of(state));
 * Accounts accounts = new Accounts(state, ledger, TokenSettings.defaults(), secret, limits, clock, random);
 * accounts.bootstrap(files, Optional.ofNullable(System.getenv("MEMGIT_ADMIN_PASSWORD")));
 * accounts.authenticator().authenticate(Credentials.of(authorization, apiKey), address);
 * </pre>
 */
public final class Accounts implements AutoCloseable {

    /** The first user. */
    public static final UserName ADMIN = new UserName("admin");

    private final AccountsState state;
    private final AccountsWriter writer;
    private final Clock clock;
    private final SecureRandom random;
    private final Passwords passwords;
    private final Tokens tokens;
    private final ApiKeys keys;
    private final Users users;
    private final Authenticator authenticator;

    /**
     * @param state
     *            where users and keys are, behind {@code ledger}
     * @param settings
     *            how tokens are made
     * @throws IllegalArgumentException
     *             when {@link TokenSettings#problem} finds something
     */
    public Accounts(AccountsState state, Ledger ledger, TokenSettings settings, JwtSecret secret, AuthLimits limits,
            Clock clock, SecureRandom random) {
        settings.problem(limits).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        this.state = state;
        this.writer = new AccountsWriter(ledger, clock);
        this.clock = clock;
        this.random = random;
        this.passwords = new Passwords(state::user, limits, clock, random);
        this.tokens = new Tokens(state, writer, settings, secret, limits, clock, random);
        this.keys = new ApiKeys(state, writer, limits, clock, random);
        this.users = new Users(state, writer, passwords, limits, clock, random);
        this.authenticator = new Authenticator(keys, tokens, passwords);
    }

    /**
     * Sees to it that there is a user {@code admin}. A configured password becomes the admin's even
     * when it was another one before, which also is the way back in when a password is lost; otherwise
     * an admin that is there stays as it is, and a missing one gets the password that is kept in its
     * file.
     *
     * @param configured
     *            the password from the settings
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    public Bootstrap bootstrap(SecretFiles files, Optional<String> configured) {
        if (configured.isEmpty() && state.user(ADMIN).isPresent())
            return new Bootstrap.Ready();
        return switch (files.adminPassword(configured)) {
            case Secret.Unusable<Password> unusable -> new Bootstrap.Impossible(unusable.reason());
            case Secret.Configured<Password> given -> {
                setAdminPassword(given.value());
                yield new Bootstrap.Ready();
            }
            case Secret.Kept<Password> kept -> {
                setAdminPassword(kept.value());
                yield new Bootstrap.Ready();
            }
            case Secret.Generated<Password> made -> {
                setAdminPassword(made.value());
                yield new Bootstrap.NewPassword(made.value().text(), made.file());
            }
        };
    }

    /** Tells whose credentials a request shows. */
    public Authenticator authenticator() {
        return authenticator;
    }

    /** API keys. */
    public ApiKeys keys() {
        return keys;
    }

    /** Users. */
    public Users users() {
        return users;
    }

    /** The user of that name, ignoring case. */
    public Optional<User> user(UserName name) {
        return state.user(name).map(StoredUser::user);
    }

    /**
     * Whether {@code password} is that of the user {@code name}: unknown, inactive and wrong are told
     * apart neither by the answer nor by its time. Blocks for a fifth of a second and longer.
     *
     * @param from
     *            the address of the client
     */
    public PasswordCheck check(String name, String password, InetAddress from) {
        return passwords.check(name, password, from);
    }

    /** As {@link #check}; who has the right password gets a token. */
    public Login login(String name, String password, InetAddress from) {
        return switch (check(name, password, from)) {
            case PasswordCheck.Right right -> new Login.LoggedIn(tokens.issue(right.user()));
            case PasswordCheck.Wrong wrong -> new Login.Rejected();
            case PasswordCheck.TooManyFailures failures -> new Login.Locked(failures.retryAfter());
            case PasswordCheck.Overloaded overloaded -> new Login.Overloaded();
        };
    }

    /**
     * A new token for one that still works, which then works no more; empty when it did not.
     *
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    public Optional<IssuedToken> refresh(String token) {
        return tokens.refresh(token);
    }

    /**
     * Ends a token; false when it did not work any more.
     *
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    public boolean logout(String token) {
        return tokens.revoke(token);
    }

    /** The principal of an active user, for a server that is configured to ask nobody. */
    public Optional<Principal> principal(UserName name) {
        return user(name).filter(User::active).map(Principal::of);
    }

    /** Hands over to the ledger what is only gathered so far. */
    @Override
    public void close() {
        keys.writeUses();
    }

    private void setAdminPassword(Password password) {
        Optional<StoredUser> current = state.user(ADMIN);
        if (current.isPresent() && current.get().user().isActiveAdmin()
                && passwords.matches(password, current.get().password()))
            return;
        Outcome outcome = writer.write(Actor.SYSTEM, new UserPut(admin(current, password), ByteString.EMPTY));
        if (!(outcome instanceof Outcome.Accepted))
            throw new IllegalStateException("the user admin was not written: " + outcome);
    }

    private StoredUser admin(Optional<StoredUser> current, Password password) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (current.isEmpty())
            return new StoredUser(
                    new User(UserId.random(random), ADMIN, "", true, Set.of(Role.ADMIN), Grants.NONE, now, now),
                    passwords.hash(password), 1 + random.nextInt(Integer.MAX_VALUE / 2), 1, ByteString.EMPTY);
        StoredUser before = current.get();
        User was = before.user();
        EnumSet<Role> roles = EnumSet.of(Role.ADMIN);
        roles.addAll(was.roles());
        User user = new User(was.id(), was.name(), was.email(), true, roles, was.repoRoles(), was.extra(),
                was.created(), now);
        // Tokens of the old password end with it.
        return new StoredUser(user, passwords.hash(password), before.tokenGeneration() + 1, before.version() + 1,
                before.unknownFields());
    }
}
