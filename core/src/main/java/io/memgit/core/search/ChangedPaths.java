package io.memgit.core.search;

import io.memgit.core.browse.CommitDetails;
import io.memgit.core.pattern.PathFilter;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Finds out whether commits changed one of some files against each of their parents. */
final class ChangedPaths implements AutoCloseable {

    private final ObjectReader reader;
    private final RevWalk commits;
    private final PathFilter paths;

    ChangedPaths(Repository repository, PathFilter paths) {
        this.reader = repository.newObjectReader();
        this.commits = new RevWalk(reader);
        this.paths = paths;
    }

    boolean changes(CommitDetails commit, Deadline deadline) throws IOException {
        if (commit.parents().isEmpty())
            return differs(null, commit.tree(), deadline);
        for (ObjectId parent : commit.parents()) {
            if (!differs(commits.parseCommit(parent).getTree(), commit.tree(), deadline))
                return false;
        }
        return true;
    }

    private boolean differs(@Nullable ObjectId before, ObjectId after, Deadline deadline)
            throws IOException {
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.setFilter(TreeFilter.ANY_DIFF);
            if (before == null)
                walk.addTree(new EmptyTreeIterator());
            else
                walk.addTree(before);
            walk.addTree(after);
            while (walk.next()) {
                deadline.pass();
                byte[] path = walk.getRawPath();
                if (!walk.isSubtree()) {
                    if (paths.matches(path, path.length))
                        return true;
                } else if (paths.mayMatchBelow(path, path.length)) {
                    walk.enterSubtree();
                }
            }
            return false;
        }
    }

    @Override
    public void close() {
        commits.close();
        reader.close();
    }
}
