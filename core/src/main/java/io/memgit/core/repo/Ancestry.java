package io.memgit.core.repo;

import io.memgit.core.object.TieredReader;
import io.memgit.core.object.WalkBudget;
import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Who descends from whom, for all questions of one request within one budget. Opened with the first
 * question, used by one thread.
 */
public final class Ancestry implements AutoCloseable {

    private final MemoryRepository repository;
    private final WalkBudget budget;
    private @Nullable TieredReader reader;

    Ancestry(MemoryRepository repository, WalkBudget budget) {
        this.repository = repository;
        this.budget = budget;
    }

    /**
     * Whether {@code to} is a commit that reaches the commit {@code from}.
     *
     * @throws io.memgit.core.object.WalkLimitException
     *             when the questions take longer than walks may
     */
    public boolean isFastForward(ObjectId from, ObjectId to) throws IOException {
        if (from.equals(to))
            return true;
        budget.check();
        TieredReader open = reader;
        if (open == null) {
            open = repository.getObjectDatabase().newReader(budget);
            reader = open;
        }
        if (!isCommit(from) || !isCommit(to))
            return false;
        try (RevWalk walk = new RevWalk(open)) {
            walk.setRetainBody(false);
            return walk.isMergedInto(walk.parseCommit(from), walk.parseCommit(to));
        }
    }

    private boolean isCommit(ObjectId id) {
        return repository.objects().typeOf(id) == Constants.OBJ_COMMIT;
    }

    @Override
    public void close() {
        TieredReader open = reader;
        if (open != null)
            open.close();
    }
}
