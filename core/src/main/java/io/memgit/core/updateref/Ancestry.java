package io.memgit.core.updateref;

import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Who descends from whom. Opened with the first question, used by one thread. */
final class Ancestry implements AutoCloseable {

    private final MemoryRepository repository;
    private final long endNanos;
    private @Nullable ObjectReader reader;

    Ancestry(MemoryRepository repository, Duration time) {
        this.repository = repository;
        this.endNanos = System.nanoTime() + time.toNanos();
    }

    /** Whether {@code to} is a commit that reaches the commit {@code from}. */
    boolean isFastForward(ObjectId from, ObjectId to) throws IOException {
        if (from.equals(to))
            return true;
        ObjectReader open = reader;
        if (open == null) {
            open = repository.newObjectReader();
            reader = open;
        }
        if (!isCommit(open, from) || !isCommit(open, to))
            return false;
        try (RevWalk walk = new RevWalk(open)) {
            return walk.isMergedInto(walk.parseCommit(from), walk.parseCommit(to));
        }
    }

    /** Whether the time for questions is used up. */
    boolean isOver() {
        return System.nanoTime() - endNanos > 0;
    }

    private static boolean isCommit(ObjectReader reader, ObjectId id) throws IOException {
        return reader.has(id) && reader.open(id).getType() == Constants.OBJ_COMMIT;
    }

    @Override
    public void close() {
        ObjectReader open = reader;
        if (open != null)
            open.close();
    }
}
