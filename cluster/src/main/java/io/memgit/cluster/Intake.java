package io.memgit.cluster;

import io.memgit.cluster.disk.FreeSpace;
import io.memgit.cluster.disk.SpillFolder;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.LedgerException.Reason;
import io.memgit.core.ledger.Outcome;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings entries into the log of a group, on the threads that submit them. */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final GroupState state;
    private final RaftSettings.Submits limits;
    private final Outstanding outstanding;
    private final SpillFolder spilled;
    private final FreeSpace space;
    private final Executor answers;
    private final Gate gate;
    private final long idHigh = new SecureRandom().nextLong();
    private final AtomicLong numbers = new AtomicLong();

    Intake(GroupState state, RaftSettings.Submits limits, Outstanding outstanding, SpillFolder spilled,
            FreeSpace space, Executor answers, Gate gate) {
        this.state = state;
        this.limits = limits;
        this.outstanding = outstanding;
        this.spilled = spilled;
        this.space = space;
        this.answers = answers;
        this.gate = gate;
    }

    /** Whether, and which, log takes entries. */
    interface Gate {

        /**
         * The log that takes entries now.
         *
         * @throws LedgerException
         *             when none does
         */
        RunningLog enter();

        /** Index of the last entry that was applied, and so synced before. */
        long appliedIndex();

        /** Whether that log takes entries still. */
        boolean isOpen(RunningLog log);
    }

    /** See {@link Ledger#submit}. */
    CompletableFuture<Outcome> submit(Entry entry) {
        state.require(entry.payload().kind());
        Submission earlier = outstanding.unknown(entry);
        if (earlier == null)
            return submit(entry, new EntryId(idHigh, numbers.incrementAndGet()));
        Outcome known = earlier.outcome();
        if (known != null) {
            outstanding.known(entry);
            return CompletableFuture.completedFuture(known);
        }
        return submit(entry, earlier.id()).thenApply(outcome -> {
            outstanding.known(entry);
            return outcome;
        }).exceptionallyCompose(error -> CompletableFuture.failedFuture(stillUnknown(error)));
    }

    /** What is refused now may have been taken before. */
    private static Throwable stillUnknown(Throwable error) {
        Throwable why = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return why instanceof LedgerException refused
                ? new LedgerException(Fate.UNKNOWN, String.valueOf(refused.getMessage()), refused)
                : why;
    }

    private CompletableFuture<Outcome> submit(Entry entry, EntryId id) {
        try {
            return send(entry, id);
        } catch (LedgerException e) {
            return CompletableFuture.failedFuture(e);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(
                    new LedgerException(Fate.NOT_APPLIED, "the entry could not be written: " + e.getMessage(), e));
        }
    }

    private CompletableFuture<Outcome> send(Entry entry, EntryId id) throws IOException {
        RunningLog running = gate.enter();
        byte[] encoded = state.codec().encode(entry);
        if (encoded.length > limits.maxEntryBytes())
            throw new LedgerException(Fate.NOT_APPLIED, "an entry of " + encoded.length + " bytes is too large");
        boolean inline = encoded.length <= limits.inlineBytes();
        SpillFolder.Held held = inline ? null : spill(encoded);
        Frame frame = held == null
                ? new Frame.Inline(id, encoded)
                : new Frame.Spilled(id, held.hash(), encoded.length);
        Submission submission = new Submission(entry, frame, gate.appliedIndex(), held, numbers.incrementAndGet(),
                System.nanoTime() + limits.timeout().toNanos(), answers);
        try {
            outstanding.take(submission.getContent().size());
        } catch (LedgerException e) {
            release(submission);
            throw e;
        }
        outstanding.add(submission);
        // When it was opened again meanwhile, what was spilled may be gone.
        if (!gate.isOpen(running))
            refused(submission, new IOException("the log is opened again"));
        else
            running.send(submission, this::refused);
        return submission.future();
    }

    private SpillFolder.Held spill(byte[] encoded) throws IOException {
        if (!space.isEnoughFor(encoded.length))
            throw full();
        try {
            return spilled.write(encoded);
        } catch (IOException e) {
            space.look();
            if (!space.isEnoughFor(encoded.length))
                throw full();
            throw e;
        }
    }

    private LedgerException full() {
        return new LedgerException(Fate.NOT_APPLIED, Reason.STORAGE_FULL, space.describe());
    }

    private void refused(Submission submission, Throwable why) {
        outstanding.remove(submission);
        submission.failed(new LedgerException(Fate.NOT_APPLIED, "the log did not take the entry: " + why, why));
        try {
            release(submission);
        } catch (IOException e) {
            LOG.warn("the file of an entry that is not needed stays until the next start: {}", e.toString());
        }
    }

    /** The log is gone, and nobody knows yet whether the submission was in it. */
    void abandoned(Submission submission) {
        SpillFolder.Held held = submission.spilled();
        if (held != null)
            spilled.abandoned(held);
    }

    private void release(Submission submission) throws IOException {
        SpillFolder.Held held = submission.spilled();
        if (held != null)
            spilled.released(held);
    }
}
