package io.memgit.core.browse;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Which commits to list, as the options of {@code git log} of the same names say.
 *
 * @param start
 *            the commit to start from
 * @param exclude
 *            leaves out what this commit reaches
 * @param path
 *            only commits that changed this file or directory; the root for all
 * @param follow
 *            whether to go on with a file's earlier name where it was renamed
 * @param author
 *            only commits whose author, as {@code name <email>}, contains this text
 * @param grep
 *            only commits whose message contains this text
 * @param since
 *            only commits made at this time or later
 * @param until
 *            only commits made at this time or earlier
 * @param firstParent
 *            whether to follow only the first parent of each commit
 * @param skip
 *            how many commits come on earlier pages
 * @param limit
 *            the most commits of this page
 */
public record LogQuery(ObjectId start, Optional<ObjectId> exclude, GitPath path, boolean follow,
        Optional<String> author, Optional<String> grep, Optional<Instant> since, Optional<Instant> until,
        boolean firstParent, int skip, int limit) {

    private static final int DEFAULT_LIMIT = 100;

    /**
     * @throws IllegalArgumentException
     *             when {@code skip} is negative or {@code limit} not positive
     */
    public LogQuery {
        if (skip < 0 || limit <= 0)
            throw new IllegalArgumentException("no page: skip " + skip + ", limit " + limit);
    }

    /** The newest hundred commits from {@code start}. */
    public static LogQuery from(ObjectId start) {
        return new LogQuery(start, Optional.empty(), GitPath.ROOT, false, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), false, 0, DEFAULT_LIMIT);
    }

    public LogQuery excluding(ObjectId commit) {
        return new LogQuery(start, Optional.of(commit), path, follow, author, grep, since, until, firstParent, skip,
                limit);
    }

    public LogQuery touching(GitPath only) {
        return new LogQuery(start, exclude, only, follow, author, grep, since, until, firstParent, skip, limit);
    }

    public LogQuery followingRenames() {
        return new LogQuery(start, exclude, path, true, author, grep, since, until, firstParent, skip, limit);
    }

    public LogQuery byAuthor(String text) {
        return new LogQuery(start, exclude, path, follow, Optional.of(text), grep, since, until, firstParent, skip,
                limit);
    }

    public LogQuery saying(String text) {
        return new LogQuery(start, exclude, path, follow, author, Optional.of(text), since, until, firstParent, skip,
                limit);
    }

    public LogQuery between(Optional<Instant> earliest, Optional<Instant> latest) {
        return new LogQuery(start, exclude, path, follow, author, grep, earliest, latest, firstParent, skip, limit);
    }

    public LogQuery alongFirstParents() {
        return new LogQuery(start, exclude, path, follow, author, grep, since, until, true, skip, limit);
    }

    public LogQuery page(int skipped, int most) {
        return new LogQuery(start, exclude, path, follow, author, grep, since, until, firstParent, skipped, most);
    }
}
