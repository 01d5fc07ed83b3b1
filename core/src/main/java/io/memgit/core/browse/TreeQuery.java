package io.memgit.core.browse;

import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Which entries of a directory to list.
 *
 * @param path
 *            the directory
 * @param recursive
 *            whether to list what is in the directories below it too, each directory before its
 *            content
 * @param skip
 *            how many entries come on earlier pages
 * @param limit
 *            the most entries of this page
 * @param lastCommitsFrom
 *            the commit where the search for the last commit of each entry starts; empty for none
 */
public record TreeQuery(GitPath path, boolean recursive, int skip, int limit, Optional<ObjectId> lastCommitsFrom) {

    /**
     * @throws IllegalArgumentException
     *             when {@code skip} is negative or {@code limit} not positive
     */
    public TreeQuery {
        if (skip < 0 || limit <= 0)
            throw new IllegalArgumentException("no page: skip " + skip + ", limit " + limit);
    }
}
