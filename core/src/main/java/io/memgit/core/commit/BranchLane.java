package io.memgit.core.commit;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The commits of one branch that are in flight, one behind the other:
 *
 * <pre>
 *   applied head ◄── commit 7 ◄── commit 8 ◄── commit 9 = tip        in flight: 7, 8, 9
 * </pre>
 *
 * Whoever comes next makes its commit on the tip while the ledger is still busy with the others, so
 * that many share one sync. When one is refused, those behind it find the branch elsewhere than
 * they
 * expect, are refused as well, and are made again on what is there. The lock around this is held
 * while a commit is made and handed to the ledger, never while one is waited for.
 */
final class BranchLane {

    private @Nullable InFlight tip;
    private int inFlight;

    /** What the next commit stands on, or null when that is the applied head. */
    @Nullable
    InFlight tip() {
        InFlight now = tip;
        if (now != null && now.isDoomed()) {
            tip = null;
            return null;
        }
        return now;
    }

    /** Where the branch will point when all up to {@code tip} succeeds. */
    static ObjectId headAfter(@Nullable InFlight tip, ObjectId applied) {
        return tip == null ? applied : tip.commit;
    }

    void enter(InFlight write, boolean onTip) {
        inFlight++;
        if (onTip)
            tip = write;
    }

    /** Returns how many are left. */
    int leave(InFlight write) {
        if (tip == write)
            tip = null;
        return --inFlight;
    }

    /** How many commits the ledger has not answered yet. */
    int inFlight() {
        return inFlight;
    }
}
