package io.memgit.server.web;

import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of a request, cut at its raw slashes and then decoded, each segment exactly once.
 *
 * <p>
 * Nothing is normalised: {@code .}, {@code ..} and empty segments stay what they are, {@code ;} and
 * {@code +} are
 * ordinary characters, and {@code %2F} is a slash inside a segment that never becomes one between
 * segments.
 *
 * <pre>
 * /api/v1/repos/team%2Fapp/read/a%2Fb//c   →   [api] [v1] [repos] [team/app] [read] [a/b] [] [c]
 * </pre>
 *
 * @param segments
 *            what stands between the slashes; one empty segment for {@code /}
 */
public record RequestPath(List<String> segments) {

    public RequestPath {
        segments = List.copyOf(segments);
    }

    /**
     * Reads the path of a request line.
     *
     * @param raw
     *            the path as sent, without the query
     * @throws io.memgit.server.problem.ProblemException
     *             {@code INVALID_PATH} for a path that does not begin with a slash, a broken percent
     *             escape, bytes that
     *             are not UTF-8, or a NUL
     */
    public static RequestPath parse(String raw) {
        if (raw.isEmpty() || raw.charAt(0) != '/')
            throw invalid("the path of a request begins with /");
        List<String> segments = new ArrayList<>(8);
        int start = 1;
        while (true) {
            int slash = raw.indexOf('/', start);
            int end = slash < 0 ? raw.length() : slash;
            segments.add(decode(raw, start, end));
            if (slash < 0)
                return new RequestPath(segments);
            start = slash + 1;
        }
    }

    /** The segments from {@code index} on, joined by slashes. */
    public String from(int index) {
        return segments.size() == index + 1
                ? segments.get(index)
                : String.join("/", segments.subList(index, segments.size()));
    }

    private static String decode(String raw, int start, int end) {
        try {
            return Percent.decode(raw, start, end, false);
        } catch (Percent.BrokenException e) {
            throw invalid("the path " + e.getMessage());
        }
    }

    private static RuntimeException invalid(String detail) {
        return Problem.of(Code.INVALID_PATH, detail).asException();
    }
}
