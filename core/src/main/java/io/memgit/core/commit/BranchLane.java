package io.memgit.core.commit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The commits of one branch that are in flight, one behind the other, and those who wait to be let
 * in:
 *
 * <pre>
 *   applied head ◄── commit 7 ◄── commit 8 ◄── commit 9 = tip        in flight: 7, 8, 9
 *                                                                   waiting:   10, 11
 * </pre>
 *
 * Whoever comes next makes its commit on the tip while the ledger is still busy with the others, so
 * that many share one sync. When one is refused, those behind it find the branch elsewhere than
 * they
 * expect, are refused as well, and are made again on what is there. The lock around this is held
 * while a commit is made and handed to the ledger, never while one is waited for.
 *
 * <p>
 * When as many are in flight as may be, the others wait in the order in which they came, and each
 * that is settled lets in the next. One of them may ask to be alone: it is let in when nothing is
 * in
 * flight, and nobody else is until it is done.
 */
final class BranchLane {

    /** Somebody who waits. */
    interface Waiter {

        /** Goes on; called without the lock, and does not throw. */
        void enter();

        /** Whether it is let in only when nobody else is there. */
        boolean alone();
    }

    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private @Nullable InFlight tip;
    private int inFlight;
    /** Those that wait for one commit in flight. */
    private int behind;
    private boolean taken;
    private boolean admitting;

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

    /** Whether a newcomer has to wait. */
    boolean isFull(int most) {
        return taken || admitting || !waiting.isEmpty() || inFlight >= most;
    }

    boolean isIdle() {
        return inFlight == 0 && behind == 0 && waiting.isEmpty() && !taken && !admitting;
    }

    /** How many wait. */
    int waiting() {
        return waiting.size() + behind;
    }

    /** How many commits the ledger has not answered yet. */
    int inFlight() {
        return inFlight;
    }

    void enter(InFlight write, boolean onTip) {
        inFlight++;
        if (onTip)
            tip = write;
    }

    /** Those who waited for this commit have waited longest, and come first. */
    void leave(InFlight write) {
        if (tip == write)
            tip = null;
        inFlight--;
        List<Waiter> waited = write.behind.reversed();
        behind -= waited.size();
        waited.forEach(waiting::addFirst);
    }

    void waitLast(Waiter waiter) {
        waiting.addLast(waiter);
    }

    void waitFirst(Waiter waiter) {
        waiting.addFirst(waiter);
    }

    void waitBehind(InFlight write, Waiter waiter) {
        write.behind.add(waiter);
        behind++;
    }

    /** Takes the lane for one alone, if nobody is there or waits. */
    boolean tryTake() {
        if (isFull(1))
            return false;
        taken = true;
        return true;
    }

    /** Who had the lane alone is done. */
    void giveBack() {
        taken = false;
    }

    /**
     * Whether the caller is to let in those who wait; nobody else does until {@link #next} has no more.
     */
    boolean beginsToAdmit() {
        if (admitting)
            return false;
        admitting = true;
        return true;
    }

    /** The next one to be let in, or null when there is none or no room. */
    @Nullable
    Waiter next(int most) {
        Waiter first = waiting.peekFirst();
        if (first == null || taken || inFlight >= (first.alone() ? 1 : most)) {
            admitting = false;
            return null;
        }
        taken = first.alone();
        return waiting.removeFirst();
    }
}
