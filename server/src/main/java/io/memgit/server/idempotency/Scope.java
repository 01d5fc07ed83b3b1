package io.memgit.server.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where a key counts: the same key of another caller, or for another path, is another key.
 *
 * @param caller
 *            who calls
 * @param path
 *            what is called, as it was sent
 * @param key
 *            what the client chose, 1 to 255 visible ASCII characters
 */
public record Scope(String caller, String path, String key) {

    private static final int MAX_CHARS = 255;
    private static final int HASH_BYTES = 16;

    /** Whether a client may choose this key. */
    public static boolean isKey(String text) {
        return !text.isEmpty() && text.length() <= MAX_CHARS && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Half of a SHA-256 over all of it and the method, in hex: what the ledger knows it by. */
    public String hash() {
        String all = String.join("\0", "POST", caller, path, key);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
