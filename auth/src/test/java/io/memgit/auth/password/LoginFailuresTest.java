package io.memgit.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.auth.TestClock;
import io.memgit.auth.state.UserName;
import io.memgit.core.limits.AuthLimits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginFailuresTest {

    private static final Optional<UserName> ADA = Optional.of(new UserName("ada"));
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final TestClock clock = new TestClock();
    private final LoginFailures failures = new LoginFailures(AuthLimits.defaults(), clock);

    @Test
    void theFifthFailureLocksTheNameFromEverywhereForTheWindow() {
        for (int i = 1; i <= 5; i++) {
            assertThat(failures.locked(address("10.0.0." + i), ADA)).isEmpty();
            assertThat(failures.failed(address("10.0.0." + i), ADA)).isEmpty();
        }
        assertThat(failures.locked(address("10.0.0.99"), Optional.of(new UserName("ADA")))).contains(WINDOW);
        assertThat(failures.locked(address("10.0.0.99"), Optional.of(new UserName("bob")))).isEmpty();
        clock.advance(WINDOW.minusMillis(1));
        assertThat(failures.locked(address("10.0.0.99"), ADA)).contains(Duration.ofMillis(1));
        clock.advance(Duration.ofMillis(1));
        assertThat(failures.locked(address("10.0.0.99"), ADA)).isEmpty();
    }

    @Test
    void theFifthFailureLocksTheAddressForEveryName() {
        for (int i = 1; i <= 5; i++)
            failures.failed(address("10.0.0.1"), Optional.of(new UserName("user" + i)));
        assertThat(failures.locked(address("10.0.0.1"), ADA)).contains(WINDOW);
        assertThat(failures.locked(address("10.0.0.1"), Optional.empty())).contains(WINDOW);
        assertThat(failures.locked(address("10.0.0.2"), ADA)).isEmpty();
    }

    @Test
    void failuresOlderThanTheWindowDoNotCount() {
        for (int i = 0; i < 4; i++)
            failures.failed(address("10.0.0.1"), ADA);
        clock.advance(WINDOW);
        failures.failed(address("10.0.0.1"), ADA);
        assertThat(failures.locked(address("10.0.0.1"), ADA)).isEmpty();
    }

    @Test
    void successForgetsTheFailuresOfTheNameButNotThoseOfTheAddress() {
        for (int i = 0; i < 4; i++)
            failures.failed(address("10.0.0.1"), ADA);
        assertThat(failures.succeeded(address("10.0.0.1"), ADA.orElseThrow())).isEmpty();
        failures.failed(address("10.0.0.2"), ADA);
        assertThat(failures.locked(address("10.0.0.2"), ADA)).isEmpty();
        failures.failed(address("10.0.0.1"), Optional.empty());
        assertThat(failures.locked(address("10.0.0.1"), Optional.empty())).isPresent();
    }

    @Test
    void underALockNothingCountsAndNothingSucceeds() {
        for (int i = 0; i < 5; i++)
            failures.failed(address("10.0.0.1"), ADA);
        clock.advance(Duration.ofMinutes(10));
        assertThat(failures.failed(address("10.0.0.2"), ADA)).contains(Duration.ofMinutes(5));
        assertThat(failures.succeeded(address("10.0.0.2"), ADA.orElseThrow())).contains(Duration.ofMinutes(5));
        assertThat(failures.locked(address("10.0.0.2"), ADA)).contains(Duration.ofMinutes(5));
        assertThat(failures.locked(address("10.0.0.2"), Optional.empty())).isEmpty();
    }

    @Test
    void theAddressesOfOneIpv6NetworkCountAsOne() {
        for (int i = 1; i <= 5; i++)
            failures.failed(address("2001:db8:1:2::" + i), Optional.empty());
        assertThat(failures.locked(address("2001:db8:1:2:ffff::1"), Optional.empty())).isPresent();
        assertThat(failures.locked(address("2001:db8:1:3::1"), Optional.empty())).isEmpty();
    }

    @Test
    void memoryIsBoundedAndTheLatestLockOutlastsAFlood() {
        AuthLimits few = limits(100);
        LoginFailures bounded = new LoginFailures(few, clock);
        for (int i = 0; i < 5; i++)
            bounded.failed(address("10.0.0.1"), ADA);
        for (int i = 0; i < 98; i++)
            bounded.failed(address("10.1.0." + i), Optional.empty());
        assertThat(bounded.locked(address("10.0.0.1"), ADA)).isPresent();
        for (int i = 0; i < 10_000; i++)
            bounded.failed(address("10.2." + i / 250 + "." + i % 250), Optional.of(new UserName("u" + i)));
        assertThat(bounded.tracked()).isLessThanOrEqualTo(100);
    }

    @Test
    void aClockThatIsSetBackLocksNobodyForHours() {
        for (int i = 0; i < 5; i++)
            failures.failed(address("10.0.0.1"), ADA);
        clock.advance(Duration.ofHours(-5));
        assertThat(failures.locked(address("10.0.0.1"), ADA)).isEmpty();
    }

    private static AuthLimits limits(int tracked) {
        AuthLimits all = AuthLimits.defaults();
        return new AuthLimits(all.loginFailures(), all.loginWindow(), tracked, all.passwordChecks(),
                all.waitingPasswordChecks(), all.passwordMinChars(), all.passwordMaxChars(), all.tokenTime(),
                all.cachedTokens(), all.keysPerUser(), all.anonymousRequests());
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
