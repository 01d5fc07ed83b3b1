package io.memgit.core.ledger;

import java.time.Duration;

/**
 * Under which key a client asked for a write, so that the same request is not done twice.
 *
 * @param scope
 *            a hash over who asked, by which method, at which path and under which key of theirs
 * @param fingerprint
 *            a hash over what was asked for; not looked at by apply
 * @param keptMillis
 *            how long what came of it is kept, counted from the entry's time
 * @param use
 *            what the entry does about the key
 */
public record RequestKey(String scope, String fingerprint, long keptMillis, Use use) {

    /** What came of a request is kept for so long where nobody says otherwise. */
    public static final Duration DAY = Duration.ofDays(1);

    private static final int MAX_CHARS = 255;

    /** What an entry does about its key. */
    public enum Use {
        /** It is not applied when another one was accepted under the key. */
        ONCE,
        /** It takes back what was done for its target under the key, which may be used again. */
        TAKE_BACK
    }

    /**
     * @throws IllegalArgumentException
     *             for an empty scope, a text that is too long, or a time that is not positive
     */
    public RequestKey {
        if (scope.isEmpty() || scope.length() > MAX_CHARS || fingerprint.length() > MAX_CHARS)
            throw new IllegalArgumentException("a key of " + scope.length() + " and " + fingerprint.length()
                    + " characters");
        if (keptMillis <= 0)
            throw new IllegalArgumentException("a key that is kept for " + keptMillis + " ms");
    }

    /** A key for an entry that is to be applied once. */
    public RequestKey(String scope, String fingerprint, long keptMillis) {
        this(scope, fingerprint, keptMillis, Use.ONCE);
    }

    /** The key of the entry that takes back what was done under this one. */
    public RequestKey takenBack() {
        return new RequestKey(scope, fingerprint, keptMillis, Use.TAKE_BACK);
    }
}
