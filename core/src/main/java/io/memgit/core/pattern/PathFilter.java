package io.memgit.core.pattern;

import io.memgit.core.limits.SearchLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which paths are meant, told by globs. A glob that is the path of a file or a directory means it,
 * and all below it. Otherwise {@code *} is any number of characters, {@code ?} one, {@code [a-z]}
 * one of these, <code>{a,b}</code> one of the two, and <code>**&#47;</code> any number of
 * directories. Never changes.
 */
public final class PathFilter {

    /** All paths. */
    public static final PathFilter ALL = new PathFilter(List.of());

    /** What reading globs gives. */
    public sealed interface Outcome permits Read, Invalid, TooLarge {}

    /** The globs were understood. */
    public record Read(PathFilter filter) implements Outcome {}

    /**
     * One of them is none.
     *
     * @param glob
     *            which one
     * @param reason
     *            what is wrong with it, to be shown
     */
    public record Invalid(String glob, String reason) implements Outcome {}

    /**
     * They are more than a limit allows.
     *
     * @param limit
     *            the limit's name below {@code search}
     * @param maximum
     *            what it allows
     */
    public record TooLarge(String limit, long maximum) implements Outcome {}

    /** One of the globs. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Item(byte[] literal, List<Glob> globs, byte[] prefix) {

        boolean matches(byte[] path, int length) {
            if (isAtOrBelow(literal, path, length))
                return true;
            for (int i = 0; i < globs.size(); i++) {
                if (globs.get(i).matches(path, length))
                    return true;
            }
            return false;
        }

        /** Whether there may be something below the directory {@code path[0, length)}. */
        boolean mayMatchBelow(byte[] path, int length) {
            return isAtOrBelow(literal, path, length) || startsAlike(literal, path, length)
                    || (!globs.isEmpty() && startsAlike(prefix, path, length));
        }

        private static boolean isAtOrBelow(byte[] literal, byte[] path, int length) {
            int end = literal.length;
            return end <= length && Arrays.equals(literal, 0, end, path, 0, end)
                    && (end == 0 || end == length || path[end] == '/' || literal[end - 1] == '/');
        }

        private static boolean startsAlike(byte[] one, byte[] path, int length) {
            int both = Math.min(one.length, length);
            return Arrays.equals(one, 0, both, path, 0, both);
        }
    }

    private final List<Item> items;

    private PathFilter(List<Item> items) {
        this.items = items;
    }

    /**
     * Reads globs in which {@code *} and {@code ?} stay within a name.
     *
     * @param texts
     *            none for all paths
     */
    public static Outcome globs(List<String> texts, SearchLimits limits) {
        return read(texts, false, limits);
    }

    /**
     * Reads globs in which {@code *} and {@code ?} take slashes too, as they do in the pathspecs of
     * Git.
     *
     * @param texts
     *            none for all paths
     */
    public static Outcome pathspecs(List<String> texts, SearchLimits limits) {
        return read(texts, true, limits);
    }

    private static Outcome read(List<String> texts, boolean crossesSlashes, SearchLimits limits) {
        if (texts.size() > limits.paths())
            return new TooLarge("paths", limits.paths());
        List<Item> items = new ArrayList<>(texts.size());
        int left = limits.paths();
        for (String text : texts) {
            try {
                Item item = item(text, crossesSlashes, left, limits);
                left -= Math.max(1, item.globs.size());
                items.add(item);
            } catch (BadPatternException bad) {
                return new Invalid(text, bad.reason());
            } catch (LimitReachedException reached) {
                return new TooLarge(reached.limit(),
                        reached.limit().equals("paths") ? limits.paths() : reached.maximum());
            }
        }
        return new Read(new PathFilter(List.copyOf(items)));
    }

    private static Item item(String text, boolean crossesSlashes, int left, SearchLimits limits)
            throws BadPatternException, LimitReachedException {
        if (text.codePointCount(0, text.length()) > limits.patternLength())
            throw new LimitReachedException("pattern_length", limits.patternLength());
        String path = text.startsWith("/") ? text.substring(1) : text;
        if (path.indexOf('\0') >= 0)
            throw new BadPatternException("it holds NUL");
        for (String name : path.split("/", -1)) {
            if (name.equals("..") || (name.equals(".") && !path.equals(".")))
                throw new BadPatternException("no path has the name " + name);
        }
        byte[] literal = (path.equals(".") ? "" : path).getBytes(StandardCharsets.UTF_8);
        if (!Glob.isSpecial(path))
            return new Item(literal, List.of(), new byte[0]);
        List<Glob> globs = new ArrayList<>();
        for (String one : Braces.expand(path, left))
            globs.add(Glob.parse(one, crossesSlashes));
        return new Item(literal, List.copyOf(globs), commonPrefix(globs));
    }

    private static byte[] commonPrefix(List<Glob> globs) {
        byte[] common = globs.getFirst().prefix();
        for (Glob glob : globs) {
            int differs = Arrays.mismatch(common, glob.prefix());
            if (differs >= 0)
                common = Arrays.copyOf(common, differs);
        }
        return common;
    }

    /** The path, where one file or directory is meant and nothing else. */
    public Optional<String> onlyPath() {
        if (items.size() != 1 || !items.getFirst().globs.isEmpty())
            return Optional.empty();
        return Optional.of(new String(items.getFirst().literal, StandardCharsets.UTF_8));
    }

    /** Whether all paths are meant. */
    public boolean isAll() {
        return items.isEmpty();
    }

    /** Whether the path {@code path[0, length)} is meant. */
    public boolean matches(byte[] path, int length) {
        if (items.isEmpty())
            return true;
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).matches(path, length))
                return true;
        }
        return false;
    }

    /** Whether some path below the directory {@code path[0, length)} may be meant. */
    public boolean mayMatchBelow(byte[] path, int length) {
        if (items.isEmpty())
            return true;
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).mayMatchBelow(path, length))
                return true;
        }
        return false;
    }
}
