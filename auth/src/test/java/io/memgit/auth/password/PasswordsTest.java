package io.memgit.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.memgit.auth.TestClock;
import io.memgit.auth.grant.Grants;
import io.memgit.auth.grant.Role;
import io.memgit.auth.password.PasswordCheck.Overloaded;
import io.memgit.auth.password.PasswordCheck.Right;
import io.memgit.auth.password.PasswordCheck.TooManyFailures;
import io.memgit.auth.password.PasswordCheck.Wrong;
import io.memgit.auth.state.PasswordHash;
import io.memgit.auth.state.StoredUser;
import io.memgit.auth.state.User;
import io.memgit.auth.state.UserId;
import io.memgit.auth.state.UserName;
import io.memgit.core.limits.AuthLimits;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final String SECRET = "correct horse battery";
    private static final UserName ADA = new UserName("ada");
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final TestClock clock = new TestClock();
    private final Map<String, StoredUser> users = new ConcurrentHashMap<>();
    private final Passwords passwords = passwords(AuthLimits.defaults());

    @Test
    void theRightPasswordOfAnActiveUserIsRight() {
        StoredUser ada = put(SECRET, true);
        assertThat(passwords.check("ada", SECRET, HERE)).isEqualTo(new Right(ada));
        assertThat(passwords.check("ADA", SECRET, HERE)).isEqualTo(new Right(ada));
    }

    @Test
    void whateverIsWrongTheAnswerIsTheSame() {
        put(SECRET, false);
        assertThat(passwords.check("ada", SECRET, HERE)).isEqualTo(new Wrong());
        assertThat(passwords.check("nobody", SECRET, HERE)).isEqualTo(new Wrong());
        assertThat(passwords.check("no such name!", SECRET, HERE)).isEqualTo(new Wrong());
        put(SECRET, true);
        assertThat(passwords.check("ada", SECRET + "x", HERE)).isEqualTo(new Wrong());
    }

    @Test
    void passwordsAreStoredAsArgon2idWithTheParametersThatWereChosen() {
        PasswordHash hash = passwords.hash(new Password(SECRET));
        assertThat(hash.encoded()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(SECRET);
        assertThat(passwords.matches(new Password(SECRET), hash)).isTrue();
        assertThat(passwords.matches(new Password(SECRET + " "), hash)).isFalse();
    }

    @Test
    void afterFiveWrongPasswordsTheRightOneIsNotLookedAtEither() {
        put(SECRET, true);
        for (int i = 0; i < 5; i++)
            assertThat(passwords.check("ada", "wrong", HERE)).isEqualTo(new Wrong());
        assertThat(passwords.check("ada", SECRET, HERE))
                .isEqualTo(new TooManyFailures(Duration.ofMinutes(15)));
        clock.advance(Duration.ofMinutes(15));
        assertThat(passwords.check("ada", SECRET, HERE)).isInstanceOf(Right.class);
    }

    @Test
    void aRememberedPasswordDoesNotHelpUnderALock() {
        put(SECRET, true);
        assertThat(passwords.check("ada", SECRET, HERE)).isInstanceOf(Right.class);
        for (int i = 0; i < 5; i++)
            passwords.check("ada", "wrong", HERE);
        assertThat(passwords.check("ada", SECRET, HERE)).isInstanceOf(TooManyFailures.class);
    }

    @Test
    void manyGuessesAtOnceGetNoMoreAnswersThanFive() throws Exception {
        put(SECRET, true);
        int guesses = 24;
        CyclicBarrier start = new CyclicBarrier(guesses);
        List<PasswordCheck> checks = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PasswordCheck>> futures = new ArrayList<>();
            for (int i = 0; i < guesses; i++) {
                String guess = "guess " + i;
                futures.add(threads.submit(() -> {
                    start.await();
                    return passwords.check("ada", guess, HERE);
                }));
            }
            for (Future<PasswordCheck> future : futures)
                checks.add(future.get());
        }
        assertThat(checks).filteredOn(Wrong.class::isInstance).hasSize(5);
        assertThat(checks).filteredOn(TooManyFailures.class::isInstance).hasSize(guesses - 5);
    }

    @Test
    void aPasswordThatWasRightAMomentAgoIsNotHashedAgainUntilItChanges() {
        StoredUser ada = put(SECRET, true);
        assertThat(passwords.check("ada", SECRET, HERE)).isInstanceOf(Right.class);
        RightPasswords right = new RightPasswords(new SecureRandom(), clock);
        right.add(ada, SECRET);
        assertThat(right.contains(ada, SECRET)).isTrue();
        assertThat(right.contains(ada, SECRET + "x")).isFalse();
        assertThat(right.contains(put("another password", true), SECRET)).isFalse();
        assertThat(passwords.check("ada", SECRET, HERE)).isEqualTo(new Wrong());
        clock.advance(Duration.ofMinutes(1));
        assertThat(right.contains(ada, SECRET)).isFalse();
    }

    @Test
    void whenTooManyWaitTheNextIsToldSoAndNobodyIsLost() throws Exception {
        put(SECRET, true);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger lookups = new AtomicInteger();
        Passwords narrow = new Passwords(name -> {
            // The second look-up of the first check happens while it has its turn.
            if (lookups.incrementAndGet() == 2) {
                inside.countDown();
                await(go);
            }
            return Optional.ofNullable(users.get(name.key()));
        }, limits(1, 1), clock, new SecureRandom());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<PasswordCheck> first = threads.submit(() -> narrow.check("ada", SECRET, HERE));
            inside.await();
            Future<PasswordCheck> second = threads.submit(() -> narrow.check("ada", SECRET, HERE));
            while (narrow.present() < 2)
                Thread.onSpinWait();
            assertThat(narrow.check("ada", SECRET, HERE)).isEqualTo(new Overloaded());
            go.countDown();
            assertThat(first.get()).isInstanceOf(Right.class);
            assertThat(second.get()).isInstanceOf(Right.class);
        }
        assertThat(narrow.present()).isZero();
    }

    @Test
    void whoeverIsInterruptedWhileWaitingLeavesTheQueue() throws ExecutionException, InterruptedException {
        put(SECRET, true);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            assertThat(threads.submit(() -> {
                Thread.currentThread().interrupt();
                PasswordCheck check = passwords.check("ada", SECRET, HERE);
                return Thread.interrupted() ? check : new Wrong();
            }).get()).isEqualTo(new Overloaded());
        }
        assertThat(passwords.present()).isZero();
    }

    private StoredUser put(String password, boolean active) {
        User user = new User(new UserId("0".repeat(32)), ADA, "", active, Set.of(Role.ADMIN), Grants.NONE,
                TestClock.NOON, TestClock.NOON);
        StoredUser stored = new StoredUser(user, passwords.hash(new Password(password)), 1, 1, ByteString.EMPTY);
        users.put(ADA.key(), stored);
        return stored;
    }

    private Passwords passwords(AuthLimits limits) {
        return new Passwords(name -> Optional.ofNullable(users.get(name.key())), limits, clock, new SecureRandom());
    }

    private static AuthLimits limits(int checks, int waiting) {
        AuthLimits all = AuthLimits.defaults();
        return new AuthLimits(all.loginFailures(), all.loginWindow(), all.trackedLogins(), checks, waiting,
                all.passwordMinChars(), all.passwordMaxChars(), all.tokenTime(), all.cachedTokens(), all.keysPerUser(),
                all.anonymousRequests());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
