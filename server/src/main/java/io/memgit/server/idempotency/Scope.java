package io.memgit.server.idempotency;

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

    /** Whether a client may choose this key. */
    public static boolean isKey(String text) {
        return !text.isEmpty() && text.length() <= MAX_CHARS && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
