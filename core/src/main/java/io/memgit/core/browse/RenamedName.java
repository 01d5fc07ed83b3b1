package io.memgit.core.browse;

import java.nio.charset.StandardCharsets;

/**
 * A rename in one word: {@code dir/{old => new}/file}, or {@code old => new} where nothing is
 * shared.
 */
final class RenamedName {

    private RenamedName() {}

    static String of(GitPath before, GitPath after) {
        if (QuotedPath.isNeeded(before) || QuotedPath.isNeeded(after))
            return text(QuotedPath.of(before)) + " => " + text(QuotedPath.of(after));
        String old = before.text();
        String now = after.text();
        int prefix = sharedDirectories(old, now);
        int suffix = sharedTail(old, now, prefix);
        if (prefix + suffix == 0)
            return old + " => " + now;
        return old.substring(0, prefix) + "{" + middle(old, prefix, suffix) + " => " + middle(now, prefix, suffix) + "}"
                + old.substring(old.length() - suffix);
    }

    /** Up to and with the last slash that both share from the start. */
    private static int sharedDirectories(String old, String now) {
        int shared = 0;
        for (int i = 0; i < old.length() && i < now.length() && old.charAt(i) == now.charAt(i); i++) {
            if (old.charAt(i) == '/')
                shared = i + 1;
        }
        return shared;
    }

    /**
     * From the first slash on that both share up to the end; it may be the one that ends the
     * prefix.
     */
    private static int sharedTail(String old, String now, int prefix) {
        int least = prefix > 0 ? prefix - 1 : 0;
        int shared = 0;
        int i = old.length() - 1;
        int j = now.length() - 1;
        while (i >= least && j >= least && old.charAt(i) == now.charAt(j)) {
            if (old.charAt(i) == '/')
                shared = old.length() - i;
            i--;
            j--;
        }
        return shared;
    }

    private static String middle(String name, int prefix, int suffix) {
        return name.substring(prefix, Math.max(prefix, name.length() - suffix));
    }

    private static String text(byte[] raw) {
        return new String(raw, StandardCharsets.UTF_8);
    }
}
