package io.memgit.server.idempotency;

import java.util.HexFormat;

/**
 * What was asked under a key: half of a SHA-256 over the query and the bytes of the body.
 *
 * @param hex
 *            the hash
 */
public record Fingerprint(String hex) {

    private static final int BYTES = 16;

    /** The fingerprint with this hash. */
    public static Fingerprint of(byte[] hash) {
        return new Fingerprint(HexFormat.of().formatHex(hash, 0, BYTES));
    }
}
