package io.memgit.core.transport;

import io.memgit.core.object.Quarantine;
import io.memgit.core.object.TieredReader;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what refs are to point to: whether it is there, what it is, and whether it lies ahead of
 * the old value.
 */
final class NewTips implements AutoCloseable {

    private static final int MAX_COMMITS = 200_000;
    private static final int CLOCK_SKEW_SECONDS = 24 * 60 * 60;

    private final Set<ObjectId> hidden;
    private final TieredReader reader;
    private final RevWalk walk;
    private int commitsLeft = MAX_COMMITS;

    /**
     * @param hidden
     *            ids that may not be named
     */
    NewTips(MemoryRepository repository, Quarantine objects, Set<ObjectId> hidden) {
        this.hidden = hidden;
        this.reader = repository.getObjectDatabase().newReader(objects);
        this.walk = new RevWalk(reader);
        walk.setRetainBody(false);
    }

    @Override
    public void close() {
        walk.close();
        reader.close();
    }

    /**
     * The update that {@code ref} asks for, or null after it was refused.
     *
     * @throws IOException
     *             when the repository cannot be read
     */
    @Nullable
    RefUpdate update(PushedRef ref) throws IOException {
        PushCommand command = ref.command();
        if (command.deletes())
            return RefUpdate.delete(ref.name(), command.oldId());
        RevObject tip = find(command.newId());
        if (tip == null) {
            ref.refuse("missing necessary objects");
            return null;
        }
        if (!ref.name().isTag() && !(tip instanceof RevCommit)) {
            ref.refuse("does not point to a commit");
            return null;
        }
        ObjectId peeled = tip instanceof RevTag ? walk.peel(tip).copy() : null;
        boolean rewinds = !command.creates() && !isAhead(tip, command.oldId());
        return new RefUpdate(ref.name(), command.oldId(), command.newId(), peeled, rewinds);
    }

    private @Nullable RevObject find(ObjectId id) throws IOException {
        if (hidden.contains(id))
            return null;
        try {
            return walk.parseAny(id);
        } catch (MissingObjectException e) {
            return null;
        }
    }

    // Where it is not found soon, it counts as left behind: that is always safe to say.
    private boolean isAhead(RevObject tip, ObjectId oldId) throws IOException {
        if (!(tip instanceof RevCommit newCommit) || !(walk.parseAny(oldId) instanceof RevCommit oldCommit))
            return false;
        int oldest = oldCommit.getCommitTime() - CLOCK_SKEW_SECONDS;
        walk.reset();
        walk.markStart(newCommit);
        for (RevCommit commit = walk.next(); commit != null && commitsLeft-- > 0; commit = walk.next()) {
            if (commit.equals(oldCommit))
                return true;
            if (commit.getCommitTime() < oldest)
                return false;
        }
        return false;
    }
}
