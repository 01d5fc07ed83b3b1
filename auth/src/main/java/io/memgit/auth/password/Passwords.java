package io.memgit.auth.password;

import io.memgit.auth.password.PasswordCheck.Overloaded;
import io.memgit.auth.password.PasswordCheck.Right;
import io.memgit.auth.password.PasswordCheck.TooManyFailures;
import io.memgit.auth.password.PasswordCheck.Wrong;
import io.memgit.auth.state.PasswordHash;
import io.memgit.auth.state.StoredUser;
import io.memgit.auth.state.UserName;
import io.memgit.core.limits.AuthLimits;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Hashes and checks passwords with argon2id (19 MiB, 2 passes, 1 lane; OWASP Password Storage Cheat
 * Sheet).
 *
 * <p>
 * A user that does not exist is checked against a hash that no password has, so that the answer and
 * the time it takes are the same. Checks run a few at a time; of those that wait, each looks again
 * whether its name or address has been locked before it begins.
 */
public final class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    /** Well formed, with the parameters of above and a hash of zeros. */
    private static final PasswordHash NOBODYS = new PasswordHash("$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES
            + ",p=" + LANES + "$" + "A".repeat(22) + "$" + "A".repeat(43));

    private final Function<UserName, Optional<StoredUser>> users;
    private final AuthLimits limits;
    private final LoginFailures failures;
    private final RightPasswords right;
    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB,
            PASSES);
    private final Semaphore running;
    private final AtomicInteger present = new AtomicInteger();

    /**
     * @param users
     *            finds a user by name
     */
    public Passwords(Function<UserName, Optional<StoredUser>> users, AuthLimits limits, Clock clock,
            SecureRandom random) {
        this.users = users;
        this.limits = limits;
        this.failures = new LoginFailures(limits, clock);
        this.right = new RightPasswords(random, clock);
        this.running = new Semaphore(limits.passwordChecks(), true);
    }

    /** The hash to store for a password. Takes as long as a check, and no turn in their queue. */
    public PasswordHash hash(Password password) {
        String encoded = argon2.encode(password.text());
        if (encoded == null)
            throw new IllegalStateException("argon2 gave no hash");
        return new PasswordHash(encoded);
    }

    /** As {@link #hash}, in turn with the checks; empty when too many wait already. */
    public Optional<PasswordHash> hashInTurn(Password password) {
        if (!enter())
            return Optional.empty();
        try {
            return Optional.of(hash(password));
        } finally {
            leave();
        }
    }

    /** Whether {@code hash} is one of {@code password}. Counts nothing, waits for nobody. */
    public boolean matches(Password password, PasswordHash hash) {
        return argon2.matches(password.text(), hash.encoded());
    }

    /**
     * Whether {@code password} is the password of the active user {@code name}. Blocks while others
     * are being checked.
     *
     * @param from
     *            the address of the client
     */
    public PasswordCheck check(String name, String password, InetAddress from) {
        Optional<UserName> user = UserName.parse(name);
        PasswordCheck early = withoutArgon2(user, password, from);
        if (early != null)
            return early;
        if (!enter())
            return new Overloaded();
        try {
            PasswordCheck meanwhile = withoutArgon2(user, password, from);
            return meanwhile != null ? meanwhile : withArgon2(user, password, from);
        } finally {
            leave();
        }
    }

    /** How many are being checked or wait for it. */
    int present() {
        return present.get();
    }

    // The lock comes first: what is remembered must not tell a right guess from a wrong one under it.
    private @Nullable PasswordCheck withoutArgon2(Optional<UserName> name, String password, InetAddress from) {
        Optional<PasswordCheck> locked = failures.locked(from, name).map(TooManyFailures::new);
        if (locked.isPresent())
            return locked.get();
        Optional<StoredUser> user = active(name);
        return user.isPresent() && right.contains(user.get(), password) ? new Right(user.get()) : null;
    }

    private PasswordCheck withArgon2(Optional<UserName> name, String password, InetAddress from) {
        Optional<StoredUser> user = active(name);
        boolean matches = argon2.matches(password, user.map(StoredUser::password).orElse(NOBODYS).encoded());
        if (!matches || user.isEmpty()) {
            Optional<PasswordCheck> locked = failures.failed(from, name).map(TooManyFailures::new);
            return locked.orElseGet(Wrong::new);
        }
        Optional<PasswordCheck> locked = failures.succeeded(from, user.get().user().name()).map(TooManyFailures::new);
        if (locked.isPresent())
            return locked.get();
        right.add(user.get(), password);
        return new Right(user.get());
    }

    private Optional<StoredUser> active(Optional<UserName> name) {
        return name.flatMap(users).filter(stored -> stored.user().active());
    }

    private boolean enter() {
        if (present.incrementAndGet() > limits.passwordChecks() + limits.waitingPasswordChecks()) {
            present.decrementAndGet();
            return false;
        }
        try {
            running.acquire();
            return true;
        } catch (InterruptedException e) {
            // The request is over; nobody waits for the answer.
            Thread.currentThread().interrupt();
            present.decrementAndGet();
            return false;
        }
    }

    private void leave() {
        running.release();
        present.decrementAndGet();
    }
}
