package io.memgit.cluster;

import io.memgit.cluster.disk.DataDamagedException;
import io.memgit.cluster.disk.HighWater;
import io.memgit.cluster.disk.SpillFolder;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.RepeatedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies what the log has committed, in its order, and answers. It stays when the log is opened
 * again:
 * entries that the log then plays a second time are passed over.
 *
 * <p>
 * It stops for good when an entry could not be applied here though it may be elsewhere or later:
 * what
 * follows must not be built on a state that lacks it.
 */
final class Applier {

    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final GroupState state;
    private final SpillFolder spilled;
    private final HighWater highWater;
    private final Outstanding outstanding;
    private final SnapshotKeeper snapshots;
    private final Consumer<Throwable> onHalted;
    private boolean recovered;
    private volatile long index;
    private volatile @Nullable Throwable halted;

    /**
     * @param index
     *            of the last entry that {@code state} has in it, or -1
     * @param onHalted
     *            told the reason when it stops for good
     */
    Applier(GroupState state, long index, SpillFolder spilled, HighWater highWater, Outstanding outstanding,
            SnapshotKeeper snapshots, Consumer<Throwable> onHalted) {
        this.state = state;
        this.index = index;
        this.spilled = spilled;
        this.highWater = highWater;
        this.outstanding = outstanding;
        this.snapshots = snapshots;
        this.onHalted = onHalted;
    }

    /** Index of the last entry applied. */
    long index() {
        return index;
    }

    /** Why it stopped for good, or null. */
    @Nullable
    Throwable halted() {
        return halted;
    }

    GroupState state() {
        return state;
    }

    /**
     * Applies an entry.
     *
     * @param submission
     *            the one that brought it here, or null
     * @throws IOException
     *             when it cannot be recorded that it was applied, though it was
     */
    void entry(long at, @Nullable Submission submission, ByteBuffer frame) throws IOException {
        if (at <= index || halted != null)
            return;
        Outcome outcome;
        long size = Frame.bytesOf(frame);
        try {
            outcome = submission == null ? replay(at, frame) : apply(at, submission);
        } catch (IOException | UncheckedIOException | Error e) {
            halt(at, e);
            return;
        } catch (RepeatedException e) {
            reached(at, size);
            fail(submission, e);
            return;
        } catch (RuntimeException e) {
            // the same everywhere and every time: the entry has changed what it has changed, and the log goes
            // on
            LOG.error("entry {} was applied with an error", at, e);
            reached(at, size);
            fail(submission, new LedgerException(Fate.UNKNOWN, "applying the entry failed: " + e, e));
            return;
        }
        reached(at, size);
        answer(submission, outcome);
    }

    /** All that was in the log when it was opened is applied. Only the first opening is a start. */
    void caughtUp() {
        if (recovered || halted != null)
            return;
        recovered = true;
        try {
            state.recovered();
            snapshots.allow();
        } catch (RuntimeException | Error e) {
            halt(index, e);
        }
    }

    /** Passes over an entry that is not for the states, and that nobody is answered for. */
    void other(long at) {
        if (at > index && halted == null)
            index = at;
    }

    private Outcome apply(long at, Submission submission) {
        SpillFolder.Held held = submission.spilled();
        if (held != null)
            spilled.applied(held, at);
        return state.apply(submission.id(), submission.entry());
    }

    private Outcome replay(long at, ByteBuffer bytes) throws IOException {
        return switch (Frame.read(bytes)) {
            case Frame.Inline inline -> state.apply(inline.id(), state.codec().decode(inline.entry()));
            case Frame.Spilled large -> {
                byte[] encoded = spilled.read(large.hash(), large.size());
                spilled.replayed(large.hash(), at);
                Entry entry = state.codec().decode(encoded);
                yield state.apply(large.id(), entry);
            }
        };
    }

    private void reached(long at, long size) throws IOException {
        index = at;
        snapshots.count(at, size);
        highWater.raise(at);
    }

    private void answer(@Nullable Submission submission, Outcome outcome) {
        if (submission == null)
            return;
        outstanding.remove(submission);
        submission.applied(outcome);
    }

    private void fail(@Nullable Submission submission, RuntimeException e) {
        if (submission == null)
            return;
        outstanding.remove(submission);
        submission.failed(e);
    }

    private void halt(long at, Throwable why) {
        Throwable reason = why instanceof DataDamagedException
                ? why
                : new IOException("entry " + at + " cannot be applied: " + why, why);
        LOG.error("entry {} cannot be applied, nothing after it will be", at, why);
        halted = reason;
        onHalted.accept(reason);
    }
}
