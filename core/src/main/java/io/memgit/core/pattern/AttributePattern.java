package io.memgit.core.pattern;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which paths a line of {@code .gitattributes} means.
 *
 * <p>
 * A pattern without a slash means names in any directory, one with a slash means paths from the
 * directory of the file on, and one that ends in a slash means directories alone.
 */
public final class AttributePattern {

    private static final Pattern STARS = Pattern.compile("\\*{2,}");

    private final Optional<Glob> glob;
    private final boolean nameOnly;
    private final boolean directoryOnly;

    private AttributePattern(Optional<Glob> glob, boolean nameOnly, boolean directoryOnly) {
        this.glob = glob;
        this.nameOnly = nameOnly;
        this.directoryOnly = directoryOnly;
    }

    /** The pattern that {@code text} spells; one that is none means no path at all. */
    public static AttributePattern of(String text) {
        boolean directoryOnly = text.endsWith("/");
        String rest = directoryOnly ? text.substring(0, text.length() - 1) : text;
        boolean nameOnly = rest.indexOf('/') < 0;
        String path = rest.startsWith("/") ? rest.substring(1) : rest;
        return new AttributePattern(parse(simpleStars(path)), nameOnly, directoryOnly);
    }

    private static Optional<Glob> parse(String text) {
        try {
            return Optional.of(Glob.parse(text, false));
        } catch (BadPatternException e) {
            return Optional.empty();
        }
    }

    /** Two stars that do not stand for whole names are one star. */
    private static String simpleStars(String path) {
        Matcher stars = STARS.matcher(path);
        return stars.replaceAll(found -> {
            boolean begins = found.start() == 0 || path.charAt(found.start() - 1) == '/';
            boolean ends = found.end() == path.length() || path.charAt(found.end()) == '/';
            return begins && ends ? "**" : "*";
        });
    }

    /**
     * Whether a path is meant.
     *
     * @param path
     *            from the directory of the file on, without a slash at its end
     * @param directory
     *            whether it is a directory
     */
    public boolean matches(byte[] path, boolean directory) {
        if (glob.isEmpty() || (directoryOnly && !directory))
            return false;
        byte[] text = nameOnly ? name(path) : path;
        return glob.get().matches(text, text.length);
    }

    private static byte[] name(byte[] path) {
        int start = path.length;
        while (start > 0 && path[start - 1] != '/')
            start--;
        return start == 0 ? path : Arrays.copyOfRange(path, start, path.length);
    }
}
