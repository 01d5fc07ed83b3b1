package io.memgit.server.search;

import io.memgit.core.pattern.LinePattern.Meaning;
import io.memgit.server.web.BodyPage;
import io.memgit.server.web.Field;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to look for in files.
 *
 * @param pattern
 *            a text, or with {@code regex} a POSIX extended regular expression
 * @param paths
 *            only these files, directories and globs, in which {@code *} takes slashes as in Git's
 *            pathspecs; all when it is not given
 * @param ref
 *            the revision; the default branch when it is not given
 * @param at
 *            the time of which the revision is read; now when it is not given
 * @param workspace
 *            the workspace that is searched in place of a revision, here or in the query
 * @param regex
 *            whether the pattern is a regular expression
 * @param caseSensitive
 *            false to take small and capital letters for the same; true when it is not given
 * @param invertMatch
 *            whether the lines without the pattern are looked for
 * @param wordRegexp
 *            whether a match begins and ends where words do
 * @param lineRegexp
 *            whether a match is the whole line
 * @param contextBefore
 *            how many lines before each hit are shown
 * @param contextAfter
 *            how many lines behind each hit are shown
 * @param maxCount
 *            the most hits of one file
 * @param limit
 *            the most hits on a page, 1 to 1000
 * @param cursor
 *            the next_cursor of the page before
 * @param offset
 *            how many hits to skip; not together with cursor
 */
record GrepRequest(String pattern, @Nullable List<@Nullable String> paths, @Nullable String ref, @Nullable Instant at,
        @Nullable String workspace, boolean regex, @Nullable Boolean caseSensitive, boolean invertMatch,
        boolean wordRegexp, boolean lineRegexp,
        int contextBefore, int contextAfter, @Nullable Integer maxCount, @Nullable Integer limit,
        @Nullable String cursor, @Nullable Integer offset) {

    Meaning meaning() {
        return new Meaning(regex, Optional.ofNullable(caseSensitive).orElse(true), wordRegexp, lineRegexp,
                invertMatch);
    }

    List<String> pathspecs() {
        if (paths == null)
            return List.of();
        return paths.stream().map(p -> Optional.ofNullable(p).orElseThrow(() -> Field.refused("paths", "holds null")))
                .toList();
    }

    int mostPerFile() {
        if (maxCount == null)
            return Integer.MAX_VALUE;
        if (maxCount < 0)
            throw Field.refused("max_count", "is not negative");
        return maxCount;
    }

    /** The page, bound to everything but its own fields. */
    BodyPage page() {
        GrepRequest rest = new GrepRequest(pattern, paths, ref, at, workspace, regex, caseSensitive, invertMatch,
                wordRegexp,
                lineRegexp, contextBefore, contextAfter, maxCount, null, null, null);
        return new BodyPage(limit, cursor, offset, rest.toString());
    }
}
