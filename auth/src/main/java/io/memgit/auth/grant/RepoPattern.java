package io.memgit.auth.grant;

import io.memgit.core.name.RepoName;
import java.util.Locale;
import java.util.Optional;

/**
 * Names repositories: a repository name in which {@code *} stands for any characters of one
 * segment, {@code **} for any characters at all, {@code /} included, and {@code ?} for one
 * character of a segment. {@code team/*} is every repository directly below {@code team},
 * {@code **} is every repository. Case does not matter, as in repository names.
 *
 * @param value
 *            the pattern as it was given
 */
public record RepoPattern(String value) {

    /** Names every repository. */
    public static final RepoPattern ALL = new RepoPattern("**");

    private static final int MAX_CHARS = 255;

    /**
     * @throws IllegalArgumentException
     *             when {@code value} is not a pattern
     */
    public RepoPattern {
        if (!isValid(value))
            throw new IllegalArgumentException("not a pattern of repository names");
    }

    /**
     * The pattern that {@code text} spells, or empty when it is empty, longer than 255 characters, has
     * an empty segment or a character that no repository name has.
     */
    public static Optional<RepoPattern> parse(String text) {
        return isValid(text) ? Optional.of(new RepoPattern(text)) : Optional.empty();
    }

    /** Whether the pattern names {@code repo}. Takes at most (pattern × name) steps a wildcard kind. */
    public boolean matches(RepoName repo) {
        return isLiteral() ? value.equalsIgnoreCase(repo.value()) : new Match(key(), repo.key()).run();
    }

    /**
     * Whether every repository that {@code other} names is named by this pattern too. Answers no where
     * telling would take more than comparing the two.
     */
    public boolean covers(RepoPattern other) {
        if (key().equals("**") || key().equals(other.key()))
            return true;
        return other.isLiteral() && RepoName.parse(other.value).map(this::matches).orElse(false);
    }

    @Override
    public String toString() {
        return value;
    }

    private String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    private boolean isLiteral() {
        return value.indexOf('*') < 0 && value.indexOf('?') < 0;
    }

    private static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_CHARS || text.startsWith("/") || text.endsWith("/")
                || text.contains("//"))
            return false;
        return text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || "._-/*?".indexOf(c) >= 0);
    }

    /**
     * One run of a pattern along a name. Of each kind of star only the last one seen can matter, since
     * an earlier one of the same kind has already taken as little as it could; so two places to go back
     * to are enough and the run cannot explode.
     */
    private static final class Match {
        private static final int NOWHERE = -1;

        private final String pattern;
        private final String name;
        private int p;
        private int n;
        private int afterStar = NOWHERE;
        private int starTook;
        private int afterDoubleStar = NOWHERE;
        private int doubleStarTook;

        Match(String pattern, String name) {
            this.pattern = pattern;
            this.name = name;
        }

        boolean run() {
            while (n < name.length()) {
                if (takeStars() || takeCharacter())
                    continue;
                if (!goBack())
                    return false;
            }
            while (p < pattern.length() && pattern.charAt(p) == '*')
                p++;
            return p == pattern.length();
        }

        private boolean takeStars() {
            if (p == pattern.length() || pattern.charAt(p) != '*')
                return false;
            int end = p;
            while (end < pattern.length() && pattern.charAt(end) == '*')
                end++;
            boolean isDouble = end - p > 1;
            p = end;
            if (isDouble) {
                afterDoubleStar = p;
                doubleStarTook = n;
                afterStar = NOWHERE;
            } else {
                afterStar = p;
                starTook = n;
            }
            return true;
        }

        private boolean takeCharacter() {
            if (p == pattern.length())
                return false;
            char wanted = pattern.charAt(p);
            char c = name.charAt(n);
            if (wanted != c && !(wanted == '?' && c != '/'))
                return false;
            p++;
            n++;
            return true;
        }

        private boolean goBack() {
            if (afterStar != NOWHERE && name.charAt(starTook) != '/') {
                n = ++starTook;
                p = afterStar;
                return true;
            }
            if (afterDoubleStar == NOWHERE)
                return false;
            n = ++doubleStarTook;
            p = afterDoubleStar;
            afterStar = NOWHERE;
            return true;
        }
    }
}
