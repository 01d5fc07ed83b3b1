package io.memgit.core.check;

import io.memgit.core.limits.TreeLimits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges the path of a write over the API: names joined by {@code /}, in Unicode, never normalised.
 *
 * <p>
 * Stricter than what may be pushed in one point: every backslash is refused, since a client that
 * writes one here most likely means a slash. Safe for use by many threads. A plain ASCII path is
 * judged without an allocation.
 */
public final class PathRules {

    private static final Optional<PathProblem> FINE = Optional.empty();

    private final TreeLimits limits;

    /** Rules with the lengths and the depth of {@code limits}. */
    public PathRules(TreeLimits limits) {
        this.limits = limits;
    }

    /** What is wrong with {@code path}, or empty when it may be written. */
    public Optional<PathProblem> problem(String path) {
        PathProblem problem = find(path);
        return problem == null ? FINE : Optional.of(problem);
    }

    private @Nullable PathProblem find(String path) {
        int length = path.length();
        if (length == 0)
            return PathProblem.EMPTY;
        if (path.charAt(0) == '/')
            return PathProblem.ABSOLUTE;
        if (length > limits.pathBytes())
            return PathProblem.TOO_LONG;
        int start = 0;
        int names = 1;
        for (int i = 0; i < length; i++) {
            char c = path.charAt(i);
            if (c > '/' && c < 0x7f && c != '\\')
                continue;
            if (c == '/') {
                PathProblem problem = ++names > limits.depth() ? PathProblem.TOO_DEEP : findInName(path, start, i);
                if (problem != null)
                    return problem;
                start = i + 1;
            } else if (c < ' ' || c >= 0x7f || c == '\\') {
                return findUnusual(path);
            }
        }
        return findInName(path, start, length);
    }

    // Only ASCII without control characters and backslashes comes here.
    private @Nullable PathProblem findInName(String path, int start, int end) {
        int length = end - start;
        if (length == 0)
            return PathProblem.EMPTY_NAME;
        if (length > limits.nameBytes())
            return PathProblem.NAME_TOO_LONG;
        char first = path.charAt(start);
        boolean suspect = switch (first) {
            case '.' -> length <= 2 || (isGit(path, start + 1, end) && isTail(path, start + 4, end));
            case 'g', 'G' -> length == 2 || (isGit(path, start, end) && path.startsWith("~1", start + 3));
            default -> length == 2 && path.charAt(start + 1) == ':';
        };
        return suspect ? findInBytes(path, start, end) : null;
    }

    // By hand: a comparison without regard to case by the JDK costs as much as all the rest.
    private static boolean isGit(String path, int from, int end) {
        return end - from >= 3 && (path.charAt(from) | 0x20) == 'g' && (path.charAt(from + 1) | 0x20) == 'i'
                && (path.charAt(from + 2) | 0x20) == 't';
    }

    private static boolean isTail(String path, int from, int end) {
        return from == end || " .:".indexOf(path.charAt(from)) >= 0;
    }

    // Everything that is not plain ASCII: rare, so it may cost an array.
    private @Nullable PathProblem findUnusual(String path) {
        int bytes = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\')
                return PathProblem.BACKSLASH;
            if (Character.isISOControl(c))
                return PathProblem.CONTROL_CHARACTER;
            if (Character.isSurrogate(c)) {
                if (i + 1 == path.length() || !Character.isSurrogatePair(c, path.charAt(++i)))
                    return PathProblem.NOT_UNICODE;
                bytes++;
            }
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        return bytes > limits.pathBytes() ? PathProblem.TOO_LONG : findInNames(path);
    }

    private @Nullable PathProblem findInNames(String path) {
        int start = 0;
        for (int names = 1;; names++) {
            if (names > limits.depth())
                return PathProblem.TOO_DEEP;
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            PathProblem problem = findInBytes(path, start, end);
            if (problem != null || slash < 0)
                return problem;
            start = slash + 1;
        }
    }

    private @Nullable PathProblem findInBytes(String path, int start, int end) {
        byte[] name = path.substring(start, end).getBytes(StandardCharsets.UTF_8);
        return name.length > limits.nameBytes()
                ? PathProblem.NAME_TOO_LONG
                : NameRules.problem(name, 0, name.length);
    }
}
