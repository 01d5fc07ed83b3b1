package io.memgit.cluster;

import io.memgit.cluster.disk.SpillFolder;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;

/**
 * An entry on its way through the log. It is the message that Ratis carries, so that the apply of
 * who
 * submitted it finds the entry itself and need not decode it.
 */
final class Submission implements Message {

    private final Entry entry;
    private final Frame frame;
    private final SpillFolder.@Nullable Held spilled;
    private final ByteString content;
    private final long number;
    private final long deadlineNanos;
    private final Executor answers;
    private final CompletableFuture<Outcome> future = new CompletableFuture<>();
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile boolean inLog;
    private volatile @Nullable Outcome outcome;

    /**
     * @param synced
     *            up to which entry the log is synced
     */
    Submission(Entry entry, Frame frame, long synced, SpillFolder.@Nullable Held spilled, long number,
            long deadlineNanos, Executor answers) {
        this.entry = entry;
        this.frame = frame;
        this.spilled = spilled;
        this.content = UnsafeByteOperations.unsafeWrap(frame.write(synced));
        this.number = number;
        this.deadlineNanos = deadlineNanos;
        this.answers = answers;
    }

    Entry entry() {
        return entry;
    }

    EntryId id() {
        return frame.id();
    }

    /** The file that it needs, or null. */
    SpillFolder.@Nullable Held spilled() {
        return spilled;
    }

    /** Bytes of the encoded entry, wherever they are. */
    long entryBytes() {
        return frame instanceof Frame.Spilled large ? large.size() : content.size();
    }

    long number() {
        return number;
    }

    CompletableFuture<Outcome> future() {
        return future;
    }

    @Override
    public ByteString getContent() {
        return content;
    }

    /** From now on nobody can say that it will not be applied. */
    void enterLog() {
        inLog = true;
    }

    boolean isInLog() {
        return inLog;
    }

    boolean isLate(long nowNanos) {
        return nowNanos - deadlineNanos > 0;
    }

    /** What became of it, or null while nobody knows. */
    @Nullable
    Outcome outcome() {
        return outcome;
    }

    /** It was applied. Whoever waits is told on another thread, never on the one that applies. */
    void applied(Outcome result) {
        outcome = result;
        if (answered.compareAndSet(false, true))
            answers.execute(() -> future.complete(result));
    }

    /**
     * It cannot be said what became of it, or it was not and will not be applied.
     *
     * @return whether that was the first answer
     */
    boolean failed(RuntimeException why) {
        boolean first = answered.compareAndSet(false, true);
        if (first)
            answers.execute(() -> future.completeExceptionally(why));
        return first;
    }
}
