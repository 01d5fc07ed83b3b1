package io.memgit.core.branch;

import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.Ancestry;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Root;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jgit.lib.ObjectId;

/** One thread that waits for a branch to have a commit. */
final class BranchWatch {

    private final MemoryRepository repository;
    private final RefName name;
    private final ObjectId commit;

    BranchWatch(MemoryRepository repository, RefName name, ObjectId commit) {
        this.repository = repository;
        this.name = name;
        this.commit = commit;
    }

    Optional<RefEntry> await(Duration time) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        ObjectId judged = ObjectId.zeroId();
        while (true) {
            Root root = repository.root();
            RefEntry entry = root.refs().get(name);
            if (root.deleted())
                return Optional.empty();
            // Other branches move as well: history is walked only when this one has.
            if (entry != null && !entry.id().equals(judged)) {
                judged = entry.id();
                if (reaches(judged))
                    return Optional.of(entry);
            }
            if (!change(root, end - System.nanoTime()))
                return Optional.ofNullable(entry);
        }
    }

    private boolean change(Root seen, long nanos) throws InterruptedException {
        try {
            repository.changeAfter(seen).get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a change does not fail", e);
        }
    }

    private boolean reaches(ObjectId head) throws IOException {
        try (Ancestry ancestry = repository.ancestry()) {
            return ancestry.isFastForward(commit, head);
        }
    }
}
