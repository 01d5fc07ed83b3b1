package io.memgit.core.commit;

import io.memgit.core.name.RepoId;
import io.memgit.core.ref.RefName;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The branches that are being written to, over a fixed number of locks: two branches that share one
 * make their commits one after the other, and are otherwise nothing to each other.
 */
final class BranchLanes {

    private static final int LOCKS = 1 << 10;

    private final Lanes[] lanes = new Lanes[LOCKS];

    BranchLanes() {
        for (int i = 0; i < LOCKS; i++)
            lanes[i] = new Lanes();
    }

    Lanes of(RepoId repository, RefName branch) {
        int hash = repository.hashCode() * 31 + branch.hashCode();
        return lanes[(hash ^ hash >>> 16) & (LOCKS - 1)];
    }

    /** The branches of one lock; only those with commits in flight take memory. */
    static final class Lanes {

        /** Fair, so that nobody's commit is made again and again while others pass. */
        final ReentrantLock lock = new ReentrantLock(true);

        private record Key(RepoId repository, RefName branch) {}

        private final Map<Key, BranchLane> inFlight = new HashMap<>(2);

        /** The branch's commits in flight, or null when it has none. Needs the lock. */
        @Nullable
        BranchLane find(RepoId repository, RefName branch) {
            return inFlight.isEmpty() ? null : inFlight.get(new Key(repository, branch));
        }

        /** Takes a commit in. Needs the lock. */
        void enter(RepoId repository, RefName branch, InFlight write, boolean onTip) {
            inFlight.computeIfAbsent(new Key(repository, branch), _ -> new BranchLane()).enter(write, onTip);
        }

        /** Lets a commit out that the ledger has answered. */
        void leave(RepoId repository, RefName branch, InFlight write, boolean succeeded) {
            if (succeeded)
                write.succeed();
            else
                write.fail();
            lock.lock();
            try {
                inFlight.computeIfPresent(new Key(repository, branch),
                        (_, lane) -> lane.leave(write) == 0 ? null : lane);
            } finally {
                lock.unlock();
            }
            write.settled.complete(succeeded);
        }
    }
}
