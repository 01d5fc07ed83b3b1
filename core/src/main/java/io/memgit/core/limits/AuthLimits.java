package io.memgit.core.limits;

import java.time.Duration;

/**
 * Credentials.
 *
 * @param loginFailures
 *            wrong passwords for one name, or from one address, before further ones are refused
 *            (429)
 * @param loginWindow
 *            how long wrong passwords count
 * @param trackedLogins
 *            the most names and addresses whose wrong passwords are counted
 * @param passwordChecks
 *            the most passwords that are checked at a time: each takes a core and megabytes
 * @param waitingPasswordChecks
 *            the most passwords that wait to be checked (503)
 * @param passwordMinChars
 *            the shortest password
 * @param passwordMaxChars
 *            the longest password
 * @param tokenTime
 *            the longest life of a token
 * @param cachedTokens
 *            the most verified tokens and keys that are remembered
 * @param keysPerUser
 *            the most API keys of one user
 * @param anonymousRequests
 *            the most requests a minute from one address without credentials (429)
 */
public record AuthLimits(int loginFailures, Duration loginWindow, int trackedLogins, int passwordChecks,
        int waitingPasswordChecks, int passwordMinChars, int passwordMaxChars, Duration tokenTime, int cachedTokens,
        int keysPerUser, int anonymousRequests) {

    /**
     * @throws IllegalArgumentException
     *             when a limit is zero or negative
     */
    public AuthLimits {
        Limits.positive(loginFailures, "loginFailures");
        Limits.positive(loginWindow, "loginWindow");
        Limits.positive(trackedLogins, "trackedLogins");
        Limits.positive(passwordChecks, "passwordChecks");
        Limits.positive(waitingPasswordChecks, "waitingPasswordChecks");
        Limits.positive(passwordMinChars, "passwordMinChars");
        Limits.positive(passwordMaxChars, "passwordMaxChars");
        Limits.positive(tokenTime, "tokenTime");
        Limits.positive(cachedTokens, "cachedTokens");
        Limits.positive(keysPerUser, "keysPerUser");
        Limits.positive(anonymousRequests, "anonymousRequests");
    }

    /** What holds where nothing is configured. */
    public static AuthLimits defaults() {
        return new AuthLimits(5, Duration.ofMinutes(15), 100_000, 2, 64, 12, 128, Duration.ofHours(24), 50_000, 1_000,
                60);
    }
}
