package io.memgit.core.browse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The path of a file or directory in a tree, as the bytes that Git stores. The root is the empty
 * path.
 *
 * <p>
 * A path need not be UTF-8. {@link #text} shows one that is not with U+FFFD in place of what
 * cannot be read, and {@link #bytes} has it exactly.
 */
public final class GitPath {

    /** The path of the root directory. */
    public static final GitPath ROOT = new GitPath(new byte[0]);

    private final byte[] raw;

    private GitPath(byte[] raw) {
        this.raw = raw;
    }

    /**
     * The path that {@code text} spells in UTF-8, or empty when no tree can hold it: names in it
     * are empty, {@code .} or {@code ..}, or it holds NUL or half a character. The empty text is
     * the root.
     */
    public static Optional<GitPath> parse(String text) {
        if (text.isEmpty())
            return Optional.of(ROOT);
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        return hasGoodNames(raw) && text.equals(new String(raw, StandardCharsets.UTF_8))
                ? Optional.of(new GitPath(raw))
                : Optional.empty();
    }

    /** The path with exactly these bytes, which come from a tree and are handed over. */
    public static GitPath ofRaw(byte[] raw) {
        return raw.length == 0 ? ROOT : new GitPath(raw);
    }

    /** The path of the entry {@code name[start, end)} of this directory. */
    GitPath child(byte[] name, int start, int end) {
        int prefix = raw.length == 0 ? 0 : raw.length + 1;
        byte[] joined = new byte[prefix + end - start];
        if (prefix > 0) {
            System.arraycopy(raw, 0, joined, 0, raw.length);
            joined[raw.length] = '/';
        }
        System.arraycopy(name, start, joined, prefix, end - start);
        return new GitPath(joined);
    }

    /** Whether this is the root directory. */
    public boolean isRoot() {
        return raw.length == 0;
    }

    /** The path as text; what is not UTF-8 in it reads as U+FFFD. */
    public String text() {
        return new String(raw, StandardCharsets.UTF_8);
    }

    /** The last name of the path as text; empty for the root. */
    public String name() {
        int start = nameStart();
        return new String(raw, start, raw.length - start, StandardCharsets.UTF_8);
    }

    /** Whether {@link #text} is exactly this path. */
    public boolean isUtf8() {
        return Arrays.equals(raw, text().getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the path's bytes. */
    public byte[] bytes() {
        return raw.clone();
    }

    /** The path's bytes themselves, not to be changed. */
    byte[] raw() {
        return raw;
    }

    /** Where the last name begins. */
    int nameStart() {
        for (int i = raw.length - 1; i >= 0; i--) {
            if (raw[i] == '/')
                return i + 1;
        }
        return 0;
    }

    /** Whether this is {@code other} or below it. */
    boolean isAtOrBelow(GitPath other) {
        int length = other.raw.length;
        return length == 0 || (raw.length >= length && Arrays.equals(raw, 0, length, other.raw, 0, length)
                && (raw.length == length || raw[length] == '/'));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GitPath path && Arrays.equals(raw, path.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return text();
    }

    private static boolean hasGoodNames(byte[] raw) {
        int start = 0;
        for (int i = 0; i <= raw.length; i++) {
            if (i == raw.length || raw[i] == '/') {
                if (isEmptyOrDots(raw, start, i))
                    return false;
                start = i + 1;
            } else if (raw[i] == 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEmptyOrDots(byte[] raw, int start, int end) {
        return switch (end - start) {
            case 0 -> true;
            case 1 -> raw[start] == '.';
            case 2 -> raw[start] == '.' && raw[start + 1] == '.';
            default -> false;
        };
    }
}
