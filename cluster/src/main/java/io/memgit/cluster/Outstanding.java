package io.memgit.cluster;

import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.LedgerException.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The submissions that are in the log's hands, bounded by count and bytes, and the last ones that
 * were
 * answered with "unknown". A submission whose deadline has passed keeps its place until it is known
 * what became of it: a disk that stalls fills the places and not the memory.
 */
final class Outstanding {

    private final RaftSettings.Submits limits;
    private final Map<Long, Submission> byNumber = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean stalled;
    private final IdentityHashMap<Entry, Submission> unknown = new IdentityHashMap<>();
    private final Deque<Submission> unknownByAge = new ArrayDeque<>();
    private long unknownBytes;

    Outstanding(RaftSettings.Submits limits) {
        this.limits = limits;
    }

    /**
     * @throws LedgerException
     *             when there is no place
     */
    void take(int size) {
        boolean tooMany = count.incrementAndGet() > limits.maxOutstanding();
        boolean tooLarge = bytes.addAndGet(size) > limits.maxOutstandingBytes();
        if (tooMany || tooLarge) {
            giveBack(size);
            throw new LedgerException(Fate.NOT_APPLIED, Reason.OVERLOADED,
                    "too many entries wait for the ledger: " + count.get());
        }
    }

    /** Gives back a place that no submission was put in. */
    void giveBack(int size) {
        count.decrementAndGet();
        bytes.addAndGet(-size);
    }

    /** Puts a submission in the place that was taken for it. */
    void add(Submission submission) {
        byNumber.put(submission.number(), submission);
    }

    /** The submission of this number, or null when it is no longer here. */
    @Nullable
    Submission find(long number) {
        return byNumber.get(number);
    }

    /** It is known what became of a submission. */
    void remove(Submission submission) {
        if (byNumber.remove(submission.number(), submission))
            giveBack(submission.getContent().size());
    }

    int size() {
        return count.get();
    }

    /** Answers those whose deadline has passed. */
    void expire(long nowNanos) {
        boolean late = false;
        for (Submission submission : byNumber.values()) {
            if (!submission.isLate(nowNanos))
                continue;
            late = true;
            forget(submission, "no answer from the log within " + limits.timeout());
        }
        stalled = late;
    }

    /** Whether submissions are here whose deadline has passed. */
    boolean isStalled() {
        return stalled;
    }

    /** The log is gone: answers and removes all, and hands each to {@code abandoned}. */
    void failAll(String why, Consumer<Submission> abandoned) {
        for (Submission submission : byNumber.values()) {
            forget(submission, why);
            remove(submission);
            abandoned.accept(submission);
        }
    }

    private void forget(Submission submission, String why) {
        if (submission.failed(new LedgerException(Fate.UNKNOWN, why)))
            remember(submission);
    }

    private synchronized void remember(Submission submission) {
        Submission before = unknown.put(submission.entry(), submission);
        if (before != null && unknownByAge.remove(before))
            unknownBytes -= before.entryBytes();
        unknownByAge.addLast(submission);
        unknownBytes += submission.entryBytes();
        while (unknownByAge.size() > limits.maxOutstanding()
                || (unknownBytes > limits.maxOutstandingBytes() && unknownByAge.size() > 1))
            known(unknownByAge.getFirst().entry());
    }

    /** The submission of this very entry that was answered with "unknown", or null. */
    synchronized @Nullable Submission unknown(Entry entry) {
        return unknown.get(entry);
    }

    /** It was submitted again and answered. */
    synchronized void known(Entry entry) {
        Submission submission = unknown.remove(entry);
        if (submission != null && unknownByAge.remove(submission))
            unknownBytes -= submission.entryBytes();
    }
}
