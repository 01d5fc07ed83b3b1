package io.memgit.core.search;

import io.memgit.core.browse.GitPath;
import java.util.List;

/**
 * A line that was looked for.
 *
 * @param path
 *            the file
 * @param line
 *            its number, from 1
 * @param column
 *            where in the line the first match begins, in bytes from 1; 1 where there is none
 * @param content
 *            the line without its line feed, cut where it is too long; what is not UTF-8 reads as
 *            U+FFFD
 * @param cut
 *            whether the line is longer
 * @param preview
 *            the line around its first match, without blanks at its ends
 * @param before
 *            lines before it
 * @param after
 *            lines behind it
 * @param matches
 *            where it matches, as far as the content goes
 */
public record Hit(GitPath path, int line, int column, String content, boolean cut, String preview,
        List<String> before, List<String> after, List<Span> matches) {

    public Hit {
        before = List.copyOf(before);
        after = List.copyOf(after);
        matches = List.copyOf(matches);
    }
}
