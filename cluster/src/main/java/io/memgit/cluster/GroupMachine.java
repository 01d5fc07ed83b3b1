package io.memgit.cluster;

import io.memgit.cluster.disk.SegmentNames;
import io.memgit.cluster.disk.SnapshotStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.SnapshotRetentionPolicy;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * What Ratis calls for one opening of a log. Nothing may be thrown out of
 * {@link #applyTransaction}:
 * Ratis would close the group.
 */
final class GroupMachine extends BaseStateMachine {

    private static final CompletableFuture<Message> APPLIED = CompletableFuture.completedFuture(Message.EMPTY);
    private static final CompletableFuture<Void> FLUSHED = CompletableFuture.completedFuture(null);

    private static final Path NO_FILE = Path.of("replayed");

    private final Applier applier;
    private final Outstanding outstanding;
    private final SnapshotKeeper snapshots;
    private final SegmentNames names;
    private final Duration closeDeadline;
    private final Consumer<Throwable> onFailed;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final StateMachineStorage storage = new Snapshots();
    private final @Nullable TermIndex replayed;
    private volatile boolean retired;

    /**
     * @param replayed
     *            the last entry that was applied before the log was opened, or null
     * @param onFailed
     *            told why the log takes no more entries
     */
    GroupMachine(Applier applier, Outstanding outstanding, SnapshotKeeper snapshots, SegmentNames names,
            Duration closeDeadline, @Nullable TermIndex replayed, Consumer<Throwable> onFailed) {
        this.applier = applier;
        this.replayed = replayed;
        this.outstanding = outstanding;
        this.snapshots = snapshots;
        this.names = names;
        this.closeDeadline = closeDeadline;
        this.onFailed = onFailed;
        if (replayed != null)
            setLastAppliedTermIndex(replayed);
        else
            snapshots.newest().ifPresent(kept -> setLastAppliedTermIndex(TermIndex.valueOf(kept.term(), kept.index())));
    }

    /** Completes when all that was in the log is applied and entries are taken. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** From now on nothing is applied and nobody is told. */
    void retire() {
        retired = true;
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId group, RaftStorage raftStorage) throws IOException {
        super.initialize(server, group, raftStorage);
        getLifeCycle().startAndTransition(() -> {});
    }

    @Override
    public void pause() {
        getLifeCycle().transition(LifeCycle.State.PAUSING);
        getLifeCycle().transition(LifeCycle.State.PAUSED);
    }

    @Override
    public void reinitialize() {
        getLifeCycle().transition(LifeCycle.State.STARTING);
        getLifeCycle().transition(LifeCycle.State.RUNNING);
    }

    @Override
    public TransactionContext startTransaction(RaftClientRequest request) {
        return TransactionContext.newBuilder().setStateMachine(this).setClientRequest(request)
                .setStateMachineContext(request.getMessage()).build();
    }

    @Override
    public TransactionContext preAppendTransaction(TransactionContext transaction) {
        if (transaction.getStateMachineContext() instanceof Submission submission)
            submission.enterLog();
        return transaction;
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        LogEntryProto entry = transaction.getLogEntry();
        try {
            if (!retired)
                applier.entry(entry.getIndex(), submission(transaction, entry.getStateMachineLogEntry()),
                        entry.getStateMachineLogEntry().getLogData().asReadOnlyByteBuffer());
        } catch (IOException | RuntimeException | Error e) {
            failed(e);
        }
        updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
        return APPLIED;
    }

    /** The context is lost when leadership was, and is given up, in between. */
    private @Nullable Submission submission(TransactionContext transaction, StateMachineLogEntryProto entry) {
        if (transaction.getStateMachineContext() instanceof Submission submission)
            return submission;
        Submission submission = outstanding.find(entry.getCallId());
        return submission != null && submission.getContent().equals(entry.getLogData()) ? submission : null;
    }

    @Override
    public void notifyTermIndexUpdated(long term, long index) {
        if (!retired)
            applier.other(index);
        super.notifyTermIndexUpdated(term, index);
    }

    @Override
    public CompletableFuture<Void> flush(long index) {
        try {
            names.sync();
            return FLUSHED;
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void notifyLogFailed(Throwable cause, @Nullable LogEntryProto entry) {
        failed(cause);
    }

    @Override
    public void notifyLeaderReady() {
        if (!retired)
            applier.caughtUp();
        ready.complete(null);
    }

    private void failed(Throwable cause) {
        if (!retired)
            onFailed.accept(cause);
    }

    @Override
    public long takeSnapshot() {
        TermIndex last = getLastAppliedTermIndex();
        if (retired || applier.halted() != null || last.getIndex() != applier.index())
            return SnapshotKeeper.NONE;
        return snapshots.take(last.getTerm(), last.getIndex(), applier.state());
    }

    @Override
    public StateMachineStorage getStateMachineStorage() {
        return storage;
    }

    @Override
    public void close() {
        try {
            snapshots.await(closeDeadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failed(new IOException("the log was closed"));
    }

    /** The snapshots, as Ratis wants to hear of them. It deletes none: {@link SnapshotStore} does. */
    private final class Snapshots implements StateMachineStorage {
        @Override
        public void init(RaftStorage raftStorage) {
            // the folder is ours and open
        }

        @Override
        public @Nullable SnapshotInfo getLatestSnapshot() {
            SnapshotInfo told = snapshots.told().map(GroupMachine::info).orElse(null);
            boolean newer = replayed != null && (told == null || told.getIndex() < replayed.getIndex());
            // To nobody is it sent: it says where to go on.
            return newer ? new SingleFileSnapshotInfo(new FileInfo(NO_FILE, null), replayed) : told;
        }

        @Override
        public void format() {
            // an empty folder needs nothing
        }

        @Override
        public void cleanupOldSnapshots(SnapshotRetentionPolicy policy) {
            // those are gone when a newer one is on disk
        }
    }

    private static SnapshotInfo info(SnapshotStore.Kept kept) {
        return new SingleFileSnapshotInfo(new FileInfo(kept.file(), null),
                TermIndex.valueOf(kept.term(), kept.index()));
    }
}
