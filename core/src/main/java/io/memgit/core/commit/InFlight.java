package io.memgit.core.commit;

import io.memgit.core.object.ObjectView;
import io.memgit.core.object.Quarantine;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A commit that is submitted and not settled. The next commit of its branch is made on it, and
 * finds
 * its objects here, because the repository does not show them yet.
 */
final class InFlight {

    final ObjectId commit;
    /** Those who wait until the ledger has answered; the lane's lock guards it. */
    final List<BranchLane.Waiter> behind = new ArrayList<>(0);
    private volatile @Nullable Quarantine objects;
    private volatile @Nullable InFlight previous;
    private volatile boolean failed;

    InFlight(Prepared prepared, @Nullable InFlight previous) {
        this.commit = prepared.commit();
        this.objects = prepared.objects();
        this.previous = previous;
    }

    /** It is applied: the repository shows its objects and those of all before it. */
    void succeed() {
        previous = null;
        objects = null;
    }

    /** It will not be on the branch, or nobody can say whether it will. */
    void fail() {
        failed = true;
    }

    /** Whether this or one it stands on has failed, so that nothing should be built on it. */
    boolean isDoomed() {
        for (InFlight at = this; at != null; at = at.previous) {
            if (at.failed)
                return true;
        }
        return false;
    }

    /**
     * An object of {@code tip} or one that it stands on. What succeeds meanwhile is no longer found
     * here, but in the repository: look there after this.
     */
    static @Nullable ObjectView find(@Nullable InFlight tip, AnyObjectId id) {
        for (InFlight at = tip; at != null; at = at.previous) {
            Quarantine held = at.objects;
            ObjectView view = held == null ? null : held.find(id);
            if (view != null)
                return view;
        }
        return null;
    }
}
