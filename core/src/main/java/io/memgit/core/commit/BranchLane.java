package io.memgit.core.commit;

import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The writers of one branch, one behind the other:
 *
 * <pre>
 *   applied head ◄── commit 7 ◄── commit 8 ◄── commit 9 = tip        in flight: 7, 8, 9
 * </pre>
 *
 * Whoever comes next makes its commit on the tip while the ledger is still busy with the others, so
 * that many share one sync. When one is refused, those behind it find the branch elsewhere than
 * they
 * expect, are refused as well, and are made again on what is there. The lock is held while a commit
 * is
 * made and handed to the ledger, never while one is waited for.
 */
final class BranchLane {

    /** Fair, so that nobody's commit is made again and again while others pass. */
    final ReentrantLock lock = new ReentrantLock(true);

    private @Nullable InFlight tip;
    private int inFlight;

    /** What the next commit stands on, or null when that is the applied head. Needs the lock. */
    @Nullable
    InFlight tip() {
        InFlight now = tip;
        if (now != null && now.isDoomed()) {
            tip = null;
            return null;
        }
        return now;
    }

    /** Where the branch will point when all that is in flight succeeds. Needs the lock. */
    static ObjectId headAfter(@Nullable InFlight tip, ObjectId applied) {
        return tip == null ? applied : tip.commit;
    }

    /** Takes a commit in. Needs the lock. */
    void enter(InFlight write, boolean onTip) {
        inFlight++;
        if (onTip)
            tip = write;
    }

    /** Lets a commit out that the ledger has answered. */
    void leave(InFlight write, boolean succeeded) {
        if (succeeded)
            write.succeed();
        else
            write.fail();
        lock.lock();
        try {
            inFlight--;
            if (tip == write)
                tip = null;
        } finally {
            lock.unlock();
        }
        write.settled.complete(succeeded);
    }

    /** How many commits the ledger has not answered yet. Needs the lock. */
    int inFlight() {
        return inFlight;
    }
}
