package io.memgit.auth;

import com.google.protobuf.ByteString;
import io.memgit.auth.access.AccessPolicy;
import io.memgit.auth.access.Action;
import io.memgit.auth.access.Decision;
import io.memgit.auth.access.Principal;
import io.memgit.auth.grant.Grants;
import io.memgit.auth.grant.Permission;
import io.memgit.auth.grant.RepoPattern;
import io.memgit.auth.grant.Role;
import io.memgit.auth.password.Password;
import io.memgit.auth.password.PasswordCheck;
import io.memgit.auth.password.Passwords;
import io.memgit.auth.state.AccountsChange;
import io.memgit.auth.state.AccountsChange.UserDeleted;
import io.memgit.auth.state.AccountsChange.UserPut;
import io.memgit.auth.state.AccountsState;
import io.memgit.auth.state.PasswordHash;
import io.memgit.auth.state.StoredUser;
import io.memgit.auth.state.User;
import io.memgit.auth.state.UserId;
import io.memgit.auth.state.UserName;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.AuthLimits;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Users and what they may do.
 *
 * <p>
 * Whoever changes users needs {@code user:write}, and nobody gives a right that he does not have
 * himself, nor changes an account that has one: otherwise {@code user:write} would be all rights at
 * once. A change of password, roles or activity ends the tokens of the user.
 */
public final class Users {

    private static final int MAX_EMAIL_CHARS = 254;
    /** Concurrent changes of one user that one change gives way to. */
    private static final int RETRIES = 16;

    private final AccountsState state;
    private final AccountsWriter writer;
    private final Passwords passwords;
    private final AuthLimits limits;
    private final Clock clock;
    private final SecureRandom random;
    private final AccessPolicy policy = new AccessPolicy();

    Users(AccountsState state, AccountsWriter writer, Passwords passwords, AuthLimits limits, Clock clock,
            SecureRandom random) {
        this.state = state;
        this.writer = writer;
        this.passwords = passwords;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /** All users, in the order of their names. */
    public List<User> list() {
        return state.users().stream().map(StoredUser::user).toList();
    }

    /** The user of that name, ignoring case. */
    public Optional<User> find(UserName name) {
        return state.user(name).map(StoredUser::user);
    }

    /**
     * Makes a user.
     *
     * @param dryRun
     *            whether nothing is written
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    public UserChange create(Principal by, NewUser wanted, boolean dryRun) {
        Optional<UserName> name = UserName.parse(wanted.name());
        if (name.isEmpty())
            return new UserChange.Invalid("username", "A user name has 1 to 64 letters, digits and . _ - @, "
                    + "and begins with a letter or digit.");
        Optional<String> email = problemOfEmail(wanted.email());
        if (email.isPresent())
            return new UserChange.Invalid("email", email.get());
        Optional<UserChange> weak = problemOf("password", wanted.password());
        if (weak.isPresent())
            return weak.get();
        Optional<Set<Role>> roles = UserRights.roles(wanted.roles());
        if (roles.isEmpty())
            return noSuchRole("roles");
        Instant now = now();
        User user = new User(UserId.random(random), name.get(), wanted.email(), wanted.active(), roles.get(),
                Grants.NONE, now, now);
        Optional<UserChange> no = mayWrite(by, user);
        if (no.isPresent())
            return no.get();
        if (state.user(name.get()).isPresent())
            return new UserChange.Exists();
        if (dryRun)
            return new UserChange.Done(user);
        Optional<PasswordHash> hash = passwords.hashInTurn(new Password(wanted.password()));
        if (hash.isEmpty())
            return new UserChange.Overloaded();
        // Tokens name the user and a generation: those of an earlier user of the name must not fit.
        StoredUser stored = new StoredUser(user, hash.get(), 1 + random.nextInt(Integer.MAX_VALUE / 2), 1,
                ByteString.EMPTY);
        UserChange written = write(by, new UserPut(stored, ByteString.EMPTY), user);
        return written == null ? new UserChange.Exists() : written;
    }

    /**
     * Changes a user. Everybody may change their own address, but for a key.
     *
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    public UserChange edit(Principal by, UserName name, UserEdit edit, boolean dryRun) {
        Optional<String> email = edit.email().flatMap(Users::problemOfEmail);
        if (email.isPresent())
            return new UserChange.Invalid("email", email.get());
        Optional<Set<Role>> roles = edit.roles().isEmpty()
                ? Optional.of(Set.of())
                : UserRights.roles(edit.roles().get());
        if (roles.isEmpty())
            return noSuchRole("roles");
        Optional<UserChange> weak = edit.password().flatMap(text -> problemOf("password", text));
        if (weak.isPresent())
            return weak.get();
        boolean own = isOwn(by, name) && edit.isPersonal();
        Optional<UserChange> early = own ? Optional.empty() : mayChange(by, name);
        if (early.isPresent())
            return early.get();
        Optional<PasswordHash> hash = Optional.empty();
        if (edit.password().isPresent() && !dryRun) {
            hash = passwords.hashInTurn(new Password(edit.password().get()));
            if (hash.isEmpty())
                return new UserChange.Overloaded();
        }
        Optional<PasswordHash> password = hash;
        return change(by, name, own, dryRun, stored -> UserRights.edited(stored, edit, roles.get(), password));
    }

    /**
     * Sets another password. The user shows the current one, whoever administers users need not.
     *
     * @param current
     *            the password that holds now; empty when it is not told
     * @param from
     *            the address of the client, by which wrong passwords are counted
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    public UserChange setPassword(Principal by, UserName name, Optional<String> current, String password,
            InetAddress from, boolean dryRun) {
        Optional<UserChange> weak = problemOf("new_password", password);
        if (weak.isPresent())
            return weak.get();
        boolean own = isOwn(by, name);
        if (!own || current.isEmpty()) {
            Optional<UserChange> no = mayChange(by, name);
            if (no.isPresent())
                return own ? new UserChange.Invalid("current_password", "It is needed.") : no.get();
        }
        if (current.isPresent()) {
            Optional<UserChange> wrong = check(name, current.get(), from);
            if (wrong.isPresent())
                return wrong.get();
        }
        Optional<PasswordHash> hash = dryRun
                ? Optional.empty()
                : passwords.hashInTurn(new Password(password));
        if (hash.isEmpty() && !dryRun)
            return new UserChange.Overloaded();
        return change(by, name, own, dryRun,
                stored -> UserRights.edited(stored, UserEdit.password(password), Set.of(), hash));
    }

    /**
     * Gives a user a role.
     *
     * @param repos
     *            the repositories for which it holds; empty for all
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    public UserChange grant(Principal by, UserName name, Role role, Optional<RepoPattern> repos, boolean dryRun) {
        return change(by, name, false, dryRun, stored -> UserRights.with(stored, role, repos));
    }

    /**
     * Takes a role away, for all repositories or for the ones that {@code repos} was given with.
     *
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    public UserChange revoke(Principal by, UserName name, Role role, Optional<RepoPattern> repos, boolean dryRun) {
        return change(by, name, false, dryRun, stored -> UserRights.without(stored, role, repos));
    }

    /**
     * Gives a user one right in the repositories that {@code repos} names.
     *
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    public UserChange grant(Principal by, UserName name, Permission permission, RepoPattern repos, boolean dryRun) {
        return change(by, name, false, dryRun, stored -> UserRights.with(stored, permission, repos));
    }

    /**
     * Takes one right away that was given for {@code repos}.
     *
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    public UserChange revoke(Principal by, UserName name, Permission permission, RepoPattern repos,
            boolean dryRun) {
        return change(by, name, false, dryRun, stored -> UserRights.without(stored, permission, repos));
    }

    /**
     * Deletes a user, with all keys; its tokens end.
     *
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    public UserChange delete(Principal by, UserName name, boolean dryRun) {
        return repeat(name, stored -> {
            if (!(policy.decide(by, Action.DELETE_USERS, null) instanceof Decision.Allowed)
                    || !by.mayAllOf(stored.user()))
                return mayNot();
            if (dryRun)
                return isLastAdmin(stored.user()) ? new UserChange.LastAdmin() : new UserChange.Done(stored.user());
            return write(by, new UserDeleted(stored.user().id(), stored.user().name(), stored.version(),
                    ByteString.EMPTY), stored.user());
        });
    }

    private UserChange change(Principal by, UserName name, boolean own, boolean dryRun,
            UnaryOperator<StoredUser> change) {
        return repeat(name, stored -> {
            Optional<UserChange> no = own ? Optional.empty() : mayWrite(by, stored.user());
            if (no.isPresent())
                return no.get();
            StoredUser changed = change.apply(stored);
            if (changed.equals(stored))
                return new UserChange.Done(stored.user());
            StoredUser next = UserRights.touched(changed, stored.version() + 1, now());
            if (!own && !by.mayAllOf(next.user()))
                return new UserChange.Forbidden("You cannot give what you do not have yourself.");
            if (UserRights.patterns(next.user()) > limits.keysPerUser())
                return new UserChange.TooMany("limits.auth.keys_per_user", limits.keysPerUser());
            if (dryRun)
                return isLastAdmin(stored.user()) && !next.user().isActiveAdmin()
                        ? new UserChange.LastAdmin()
                        : new UserChange.Done(next.user());
            return write(by, new UserPut(next, ByteString.EMPTY), next.user());
        });
    }

    /** Tries until the user was not changed by somebody else meanwhile; null asks for another try. */
    private UserChange repeat(UserName name, Function<StoredUser, @Nullable UserChange> attempt) {
        for (int i = 0; i < RETRIES; i++) {
            Optional<StoredUser> stored = state.user(name);
            if (stored.isEmpty())
                return new UserChange.NotFound();
            UserChange change = attempt.apply(stored.get());
            if (change != null)
                return change;
        }
        return new UserChange.Overloaded();
    }

    private @Nullable UserChange write(Principal by, AccountsChange change, User user) {
        Outcome outcome = writer.write(new Actor(by.user().value()), change);
        return switch (outcome) {
            case Outcome.Accepted _ -> new UserChange.Done(user);
            case Outcome.Conflicted(String code, _) ->
                code.equals(AccountsState.LAST_ADMIN) ? new UserChange.LastAdmin() : null;
            case Outcome.Refused(String code, _, _) -> code.equals("LIMIT_EXCEEDED")
                    ? new UserChange.TooMany("users", AccountsState.MAX_USERS)
                    : new UserChange.NotFound();
            case Outcome.Stale _ -> throw new IllegalStateException("a user was not written: " + outcome);
        };
    }

    private Optional<UserChange> check(UserName name, String current, InetAddress from) {
        return switch (passwords.check(name.value(), current, from)) {
            case PasswordCheck.Right _ -> Optional.empty();
            case PasswordCheck.Wrong _ -> Optional.of(new UserChange.WrongPassword());
            case PasswordCheck.TooManyFailures failures -> Optional.of(new UserChange.Locked(failures.retryAfter()));
            case PasswordCheck.Overloaded _ -> Optional.of(new UserChange.Overloaded());
        };
    }

    private Optional<UserChange> mayChange(Principal by, UserName name) {
        if (!(policy.decide(by, Action.WRITE_USERS, null) instanceof Decision.Allowed))
            return Optional.of(mayNot());
        return state.user(name)
                .map(stored -> mayWrite(by, stored.user()))
                .orElse(Optional.of(new UserChange.NotFound()));
    }

    private Optional<UserChange> mayWrite(Principal by, User target) {
        boolean may = policy.decide(by, Action.WRITE_USERS, null) instanceof Decision.Allowed && by.mayAllOf(target);
        return may ? Optional.empty() : Optional.of(mayNot());
    }

    private static UserChange mayNot() {
        return new UserChange.Forbidden("You may not change this user.");
    }

    private static UserChange noSuchRole(String field) {
        return new UserChange.Invalid(field, "Roles are admin, developer, reader and guest.");
    }

    // A key could lock its user out, or make itself a stronger one.
    private static boolean isOwn(Principal by, UserName name) {
        return by.user().key().equals(name.key()) && by.key().isEmpty();
    }

    private boolean isLastAdmin(User user) {
        return user.isActiveAdmin() && list().stream().filter(User::isActiveAdmin).count() < 2;
    }

    private Optional<UserChange> problemOf(String field, String password) {
        return Password.problemOf(password, limits)
                .map(problem -> new UserChange.Invalid(field, "It " + problem + "."));
    }

    private static Optional<String> problemOfEmail(String email) {
        if (email.length() > MAX_EMAIL_CHARS)
            return Optional.of("It has at most " + MAX_EMAIL_CHARS + " characters.");
        boolean spoilsCommits = email.chars().anyMatch(c -> Character.isISOControl(c) || c == '<' || c == '>');
        return spoilsCommits || (!email.isEmpty() && email.indexOf('@') < 1)
                ? Optional.of("It is empty or an address, without < and >.")
                : Optional.empty();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
