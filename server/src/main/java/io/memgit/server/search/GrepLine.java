package io.memgit.server.search;

import io.memgit.core.search.Hit;
import io.memgit.core.search.Span;
import io.memgit.server.reading.PathBytes;
import java.util.List;
import java.util.Optional;

/**
 * A line that was hit.
 *
 * @param path
 *            the file
 * @param pathBase64
 *            the path's bytes, where it is not UTF-8
 * @param ref
 *            how the state was named
 * @param line
 *            its number, from 1
 * @param column
 *            where its first match begins, in bytes from 1; 1 where the pattern is inverted
 * @param content
 *            the line without its line feed
 * @param contentCut
 *            true where the line is longer than what is shown of it
 * @param before
 *            the lines before it, as many as were asked for
 * @param after
 *            the lines behind it
 * @param matches
 *            where it matches, in bytes of the line from 0
 */
record GrepLine(String path, Optional<String> pathBase64, String ref, int line, int column, String content,
        Optional<Boolean> contentCut, List<String> before, List<String> after, List<Span> matches) {

    static GrepLine of(Hit hit, String ref) {
        return new GrepLine(hit.path().text(), PathBytes.base64(hit.path()), ref, hit.line(), hit.column(),
                hit.content(), hit.cut() ? Optional.of(true) : Optional.empty(), hit.before(), hit.after(),
                hit.matches());
    }
}
