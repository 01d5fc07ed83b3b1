package io.memgit.core.search;

import io.memgit.core.pattern.LinePattern;
import io.memgit.core.pattern.PathFilter;
import java.util.Optional;

/**
 * Which files are looked for by their paths.
 *
 * @param pattern
 *            what paths hold; empty for all
 * @param paths
 *            where they are
 * @param skip
 *            how many come on earlier pages
 * @param limit
 *            the most on this page
 */
public record FilesQuery(Optional<LinePattern> pattern, PathFilter paths, int skip, int limit) {

    /**
     * @throws IllegalArgumentException
     *             when {@code skip} is negative or {@code limit} not positive
     */
    public FilesQuery {
        if (skip < 0 || limit <= 0)
            throw new IllegalArgumentException("no page: skip " + skip + ", limit " + limit);
    }
}
