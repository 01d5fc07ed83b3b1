package io.memgit.core.commit;

import io.memgit.core.commit.BranchLane.Waiter;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.limits.CommitLimits;
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

    BranchLanes(CommitLimits limits) {
        for (int i = 0; i < LOCKS; i++)
            lanes[i] = new Lanes(limits);
    }

    Lanes of(Branch branch) {
        int hash = branch.repository.hashCode() * 31 + branch.name.hashCode();
        return lanes[(hash ^ hash >>> 16) & (LOCKS - 1)];
    }

    /** A branch of one of all repositories. */
    record Branch(RepoId repository, RefName name) {}

    /** The branches of one lock; only those with commits in flight take memory. */
    static final class Lanes {

        /** Fair, so that nobody's commit is made again and again while others pass. */
        final ReentrantLock lock = new ReentrantLock(true);

        private final CommitLimits limits;
        private final Map<Branch, BranchLane> busy = new HashMap<>(2);

        private Lanes(CommitLimits limits) {
            this.limits = limits;
        }

        /** The branch's lane, or null when nobody is in it or waits. Needs the lock. */
        @Nullable
        BranchLane find(Branch branch) {
            return busy.isEmpty() ? null : busy.get(branch);
        }

        /** Whether a newcomer has to wait. Needs the lock. */
        boolean isFull(Branch branch) {
            BranchLane lane = find(branch);
            return lane != null && lane.isFull(limits.pipelined());
        }

        /**
         * Lets {@code waiter} wait for its turn, or for {@code write} to be settled. Needs the lock.
         *
         * @throws LedgerException
         *             when too many wait
         */
        void await(Branch branch, @Nullable InFlight write, Waiter waiter) {
            BranchLane lane = lane(branch);
            if (lane.waiting() >= limits.waiting())
                throw new LedgerException(Fate.NOT_APPLIED, "too many writes wait for their turn on one branch");
            if (write == null)
                lane.waitLast(waiter);
            else
                lane.waitBehind(write, waiter);
        }

        /** Lets one that was let in before, and lost to another, go before all who wait. */
        void awaitAgain(Branch branch, Waiter waiter) {
            lock.lock();
            try {
                lane(branch).waitFirst(waiter);
            } finally {
                lock.unlock();
            }
        }

        /** Takes a commit in. Needs the lock. */
        void enter(Branch branch, InFlight write, boolean onTip) {
            lane(branch).enter(write, onTip);
        }

        /** Lets a commit out that the ledger has answered; to be followed by {@link #admit}. */
        void leave(Branch branch, InFlight write, boolean succeeded) {
            if (succeeded)
                write.succeed();
            else
                write.fail();
            lock.lock();
            try {
                lane(branch).leave(write);
            } finally {
                lock.unlock();
            }
        }

        /**
         * Whether the lane is the caller's alone, until {@link #giveBack}. If not, {@code waiter} waits
         * until it is.
         *
         * @throws LedgerException
         *             when too many wait
         */
        boolean take(Branch branch, Waiter waiter) {
            lock.lock();
            try {
                if (lane(branch).tryTake())
                    return true;
                await(branch, null, waiter);
                return false;
            } finally {
                lock.unlock();
            }
        }

        /** Who had the lane alone is done. */
        void giveBack(Branch branch) {
            lock.lock();
            try {
                lane(branch).giveBack();
            } finally {
                lock.unlock();
            }
            admit(branch);
        }

        /**
         * Lets in who waits, as far as there is room. Where this is being done already, the one who does it
         * takes care: so it does not nest, however fast the ledger answers.
         */
        void admit(Branch branch) {
            boolean begins = true;
            for (Waiter next = next(branch, begins); next != null; next = next(branch, begins)) {
                begins = false;
                next.enter();
            }
        }

        private @Nullable Waiter next(Branch branch, boolean begins) {
            lock.lock();
            try {
                BranchLane lane = find(branch);
                if (lane == null || (begins && !lane.beginsToAdmit()))
                    return null;
                Waiter next = lane.next(limits.pipelined());
                if (lane.isIdle())
                    busy.remove(branch);
                return next;
            } finally {
                lock.unlock();
            }
        }

        private BranchLane lane(Branch branch) {
            return busy.computeIfAbsent(branch, _ -> new BranchLane());
        }
    }
}
