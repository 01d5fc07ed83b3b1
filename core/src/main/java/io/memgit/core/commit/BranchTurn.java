package io.memgit.core.commit;

import io.memgit.core.commit.BranchLanes.Branch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that has the lanes of several branches alone. They are taken one after the other, by all in
 * the same order, so that no two wait for each other.
 */
final class BranchTurn<T> implements BranchLane.Waiter {

    private final BranchLanes lanes;
    private final List<Branch> branches;
    private final Supplier<CompletableFuture<T>> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private int taken;

    /**
     * @param branches
     *            in the order of their names
     */
    BranchTurn(BranchLanes lanes, List<Branch> branches, Supplier<CompletableFuture<T>> work) {
        this.lanes = lanes;
        this.branches = branches;
        this.work = work;
    }

    CompletableFuture<T> start() {
        takeMore();
        return answer;
    }

    @Override
    public boolean alone() {
        return true;
    }

    @Override
    public void enter() {
        taken++;
        takeMore();
    }

    private void takeMore() {
        try {
            while (taken < branches.size()) {
                Branch next = branches.get(taken);
                if (!lanes.of(next).take(next, this))
                    return;
                taken++;
            }
            var _ = work.get().whenComplete(this::end);
        } catch (RuntimeException | Error e) {
            end(null, e);
        }
    }

    private void end(@Nullable T result, @Nullable Throwable error) {
        if (error == null)
            answer.complete(result);
        else
            answer.completeExceptionally(error);
        for (Branch branch : branches.subList(0, taken))
            lanes.of(branch).giveBack(branch);
    }
}
