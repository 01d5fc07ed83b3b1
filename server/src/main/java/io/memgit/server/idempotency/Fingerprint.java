package io.memgit.server.idempotency;

import java.util.HexFormat;

/**
 * What was asked under a key: a hash over the query and the bytes of the body.
 *
 * @param hex
 *            the hash
 */
public record Fingerprint(String hex) {

    /** The fingerprint with this hash. */
    public static Fingerprint of(byte[] hash) {
        return new Fingerprint(HexFormat.of().formatHex(hash));
    }
}
