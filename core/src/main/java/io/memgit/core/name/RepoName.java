package io.memgit.core.name;

import java.util.Locale;
import java.util.Optional;

/**
 * The name of a repository, such as {@code app} or {@code team/backend/app}: one to three segments
 * of
 * {@code [A-Za-z0-9][A-Za-z0-9._-]{0,99}} joined by {@code /}.
 *
 * <p>
 * No segment ends in {@code .git} or {@code .lock}, in any case: the first is what Git URLs append
 * to a name, the
 * second is how Git marks a file that is being written. A name is kept as it was given, but two
 * names that differ in
 * case only are the same repository, see {@link #key()}.
 *
 * @param value
 *            the name, decoded, without a leading or trailing slash
 */
public record RepoName(String value) {

    private static final int MAX_SEGMENTS = 3;
    private static final int MAX_SEGMENT_CHARS = 100;

    /**
     * @throws IllegalArgumentException
     *             when {@code value} is not a repository name
     */
    public RepoName {
        if (!isValid(value))
            throw new IllegalArgumentException("not a repository name: " + value);
    }

    /** The name that {@code text} spells, or empty when it is not a repository name. */
    public static Optional<RepoName> parse(String text) {
        return isValid(text) ? Optional.of(new RepoName(text)) : Optional.empty();
    }

    /** The form in which names are unique: the same for all spellings that differ in case only. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isValid(String text) {
        int segments = 0;
        int start = 0;
        while (segments < MAX_SEGMENTS) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            if (!isSegment(text, start, end))
                return false;
            if (slash < 0)
                return true;
            segments++;
            start = slash + 1;
        }
        return false;
    }

    private static boolean isSegment(String text, int start, int end) {
        if (start == end || end - start > MAX_SEGMENT_CHARS || !isAlphanumeric(text.charAt(start)))
            return false;
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && c != '.' && c != '_' && c != '-')
                return false;
        }
        return !endsWith(text, start, end, ".git") && !endsWith(text, start, end, ".lock");
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean endsWith(String text, int start, int end, String suffix) {
        int from = end - suffix.length();
        return from >= start && text.regionMatches(true, from, suffix, 0, suffix.length());
    }
}
