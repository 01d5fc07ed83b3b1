package io.memgit.auth;

import io.memgit.core.limits.AuthLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * How tokens are made.
 *
 * @param issuer
 *            who makes them ({@code iss}); tokens of others are refused
 * @param audience
 *            whom they are for ({@code aud}); tokens for others are refused
 * @param ttl
 *            how long they live
 */
public record TokenSettings(String issuer, String audience, Duration ttl) {

    /** What holds where nothing is configured: a day, the longest that is allowed. */
    public static TokenSettings defaults() {
        return new TokenSettings("memgit", "memgit", AuthLimits.defaults().tokenTime());
    }

    /** What is wrong with these settings, in one sentence; empty when they will do. */
    public Optional<String> problem(AuthLimits limits) {
        if (issuer.isBlank() || audience.isBlank())
            return Optional.of("issuer and audience of tokens must not be empty");
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0 || ttl.compareTo(limits.tokenTime()) > 0)
            return Optional.of("tokens must live for 1s to " + limits.tokenTime().toSeconds() + "s, not "
                    + ttl.toSeconds() + "s");
        return Optional.empty();
    }
}
