package io.memgit.core.search;

import io.memgit.core.pattern.LinePattern;
import io.memgit.core.pattern.PathFilter;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Which commits are looked for.
 *
 * @param start
 *            the commit whose history is looked through
 * @param pattern
 *            what a line of the message holds; empty for all
 * @param author
 *            what the author holds, as {@code name <email>}; empty for all
 * @param since
 *            only those made at this time or later
 * @param until
 *            only those made at this time or earlier
 * @param paths
 *            only those that changed one of these files against each of their parents
 * @param skip
 *            how many come on earlier pages
 * @param limit
 *            the most on this page
 */
public record CommitsQuery(ObjectId start, Optional<LinePattern> pattern, Optional<LinePattern> author,
        Optional<Instant> since, Optional<Instant> until, PathFilter paths, int skip, int limit) {

    /**
     * @throws IllegalArgumentException
     *             when {@code skip} is negative or {@code limit} not positive
     */
    public CommitsQuery {
        if (skip < 0 || limit <= 0)
            throw new IllegalArgumentException("no page: skip " + skip + ", limit " + limit);
    }
}
