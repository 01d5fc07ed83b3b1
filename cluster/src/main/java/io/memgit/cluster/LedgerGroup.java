package io.memgit.cluster;

import io.memgit.cluster.GroupStatus.Condition;
import io.memgit.cluster.disk.DataDamagedException;
import io.memgit.cluster.disk.DataFolder;
import io.memgit.cluster.disk.FreeSpace;
import io.memgit.cluster.disk.GroupFolder;
import io.memgit.cluster.disk.HighWater;
import io.memgit.cluster.disk.LogScan;
import io.memgit.cluster.disk.SegmentNames;
import io.memgit.cluster.disk.SnapshotStore;
import io.memgit.cluster.disk.SpillFolder;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.LedgerException.Reason;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Receipts;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.server.protocol.TermIndex;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One group from its opening to its end: takes entries, and opens its log again when the disk
 * failed.
 *
 * <pre>
 *   READY ──log failed──► REOPENING ──room, and opened──► READY
 *     │                       └──────data damaged───────► HALTED ◄── an entry cannot be applied
 *     └─close──► CLOSED
 * </pre>
 */
final class LedgerGroup implements Intake.Gate {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerGroup.class);

    private static final int SNAPSHOT_TRIES = 4;
    private static final String STALLED = "the log has not answered for longer than it may";

    private final GroupName name;
    private final GroupFolder folder;
    private final RaftSettings settings;
    private final RunningLog.Opener opener;
    private final FreeSpace space;
    private final Executor answers;
    private final Outstanding outstanding;
    private final SpillFolder spilled;
    private final HighWater highWater;
    private final SnapshotKeeper snapshots;
    private final Applier applier;
    private final Intake intake;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable RunningLog log;
    private volatile @Nullable GroupMachine machine;
    private volatile Condition condition = Condition.REOPENING;
    private volatile String detail = "it is being opened";
    private @Nullable Thread reopening;

    private LedgerGroup(GroupName name, GroupFolder folder, Collection<? extends LedgerState> states,
            RaftSettings settings, RunningLog.Opener opener, FreeSpace space, Executor answers) throws IOException {
        this.name = name;
        this.folder = folder;
        this.settings = settings;
        this.opener = opener;
        this.space = space;
        this.answers = answers;
        this.outstanding = new Outstanding(settings.submits());
        this.spilled = folder.spilled();
        this.snapshots = new SnapshotKeeper(name, folder.snapshots(), spilled, space, settings.snapshots());
        this.highWater = folder.openHighWater();
        GroupState state = new GroupState(states);
        this.applier = new Applier(state, snapshots.newestIndex(), spilled, highWater, outstanding, snapshots,
                this::halt);
        this.intake = new Intake(state, settings.submits(), outstanding, spilled, space, answers, this);
        snapshots.onFinished(this::tellLog);
    }

    /**
     * Opens a group: scans its log, restores the newest snapshot, replays the log.
     *
     * @throws DataDamagedException
     *             naming what is damaged
     */
    static LedgerGroup open(GroupName name, DataFolder data, Collection<? extends LedgerState> states,
            RaftSettings settings, RunningLog.Opener opener, FreeSpace space, Executor answers) throws IOException {
        GroupFolder folder = data.group(name.value());
        LedgerGroup group = new LedgerGroup(name, folder, states, settings, opener, space, answers);
        try {
            LogScan scan = group.scan(folder, group.highWater.index());
            group.restore(folder.snapshots());
            group.start(LogReplay.run(scan, group.applier, group.highWater.index()));
            data.list(name.value());
            group.condition = Condition.READY;
            group.detail = "";
            return group;
        } catch (IOException | RuntimeException e) {
            group.close();
            throw e;
        } catch (InterruptedException e) {
            group.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + " was opened", e);
        }
    }

    private void tellLog() {
        RunningLog running = log;
        if (running != null)
            running.lookAtSnapshots().exceptionally(gone -> null);
    }

    private LogScan scan(GroupFolder folder, long answered) throws IOException {
        LogScan scan = new LogScan(folder, snapshots.newestIndex(), answered);
        scan.run();
        return scan;
    }

    private void restore(SnapshotStore store) throws IOException {
        Optional<SnapshotStore.Kept> newest = snapshots.newest();
        if (newest.isEmpty())
            return;
        try {
            store.read(newest.get(), applier.state()::restore);
        } catch (DataDamagedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new DataDamagedException(newest.get().file(), "it cannot be restored: " + e);
        }
    }

    private void start(@Nullable TermIndex replayed) throws IOException, InterruptedException {
        GroupMachine opened = new GroupMachine(applier, outstanding, snapshots, new SegmentNames(folder),
                settings.deadlines().close(), replayed, this::failed);
        machine = opened;
        snapshots.opened();
        RunningLog running = opener.open(folder, settings, opened);
        log = running;
        running.awaitReady(applier, settings.deadlines().ready());
        spilled.dropOrphans();
    }

    /** The receipts of what was accepted under a key. */
    Receipts receipts() {
        return applier.state().receipts();
    }

    /** See {@link io.memgit.core.ledger.Ledger#submit}. */
    CompletableFuture<Outcome> submit(Entry entry) {
        return intake.submit(entry);
    }

    @Override
    public RunningLog enter() {
        RunningLog running = log;
        if (condition != Condition.READY || running == null)
            throw new LedgerException(Fate.NOT_APPLIED,
                    condition == Condition.STORAGE_FULL ? Reason.STORAGE_FULL : Reason.OUT_OF_ORDER,
                    "the ledger takes no entries of " + name + ": " + detail);
        if (!space.isEnough())
            throw new LedgerException(Fate.NOT_APPLIED, Reason.STORAGE_FULL, space.describe());
        if (outstanding.isStalled())
            throw new LedgerException(Fate.NOT_APPLIED, STALLED);
        return running;
    }

    @Override
    public long appliedIndex() {
        return applier.index();
    }

    @Override
    public boolean isOpen(RunningLog running) {
        return log == running && condition == Condition.READY;
    }

    /** Looks at deadlines and at the log. Called now and then. */
    void check() {
        outstanding.expire(System.nanoTime());
        RunningLog running = log;
        if (condition == Condition.READY && running != null && !running.isAlive())
            failed(new IOException("the log was closed"));
        // What was deleted or folded gives its room back with a snapshot, also when hardly anybody writes.
        if (condition == Condition.READY && snapshots.isOverdue()) {
            snapshots.want();
            tellLog();
        }
    }

    /** The log takes no more entries. Called by any thread of Ratis. */
    private synchronized void failed(Throwable cause) {
        if (condition != Condition.READY)
            return;
        LOG.error("the log of {} failed and is opened again", name, cause);
        end(Condition.REOPENING, "its log failed: " + cause);
        reopening = Thread.ofPlatform().daemon().name("memgit-reopen-" + name).start(this::reopen);
    }

    private synchronized void halt(Throwable cause) {
        if (condition == Condition.CLOSED)
            return;
        end(Condition.HALTED, String.valueOf(cause.getMessage()));
    }

    private void end(Condition end, String why) {
        condition = end;
        detail = why;
        GroupMachine old = machine;
        if (old != null)
            old.retire();
        outstanding.failAll("the ledger is out of order: " + why, intake::abandoned);
    }

    private void reopen() {
        Duration delay = settings.deadlines().reopenMin();
        try {
            while (condition != Condition.CLOSED && condition != Condition.HALTED && !tryToReopen()) {
                if (closing.await(delay.toMillis(), TimeUnit.MILLISECONDS))
                    return;
                Duration twice = delay.multipliedBy(2);
                delay = twice.compareTo(settings.deadlines().reopenMax()) > 0
                        ? settings.deadlines().reopenMax()
                        : twice;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryToReopen() throws InterruptedException {
        RunningLog old = log;
        if (old != null && !old.close(settings.deadlines().close()))
            return false;
        log = null;
        try {
            space.look();
            if (!space.isEnough()) {
                become(Condition.STORAGE_FULL, space.describe());
                return false;
            }
            become(Condition.REOPENING, detail);
            LogScan scan = new LogScan(folder, snapshots.newestIndex(), applier.index());
            scan.cutBehind(applier.index());
            scan.run();
            start(null);
            return becomeReady();
        } catch (DataDamagedException e) {
            LOG.error("{} cannot be opened again", name, e);
            halt(e);
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} could not be opened again yet: {}", name, e.toString(), e);
            retireOpened();
            return false;
        }
    }

    private void retireOpened() {
        GroupMachine opened = machine;
        if (opened != null)
            opened.retire();
    }

    private synchronized void become(Condition next, String why) {
        if (condition != Condition.CLOSED && condition != Condition.HALTED) {
            condition = next;
            detail = why;
        }
    }

    private synchronized boolean becomeReady() {
        RunningLog running = log;
        if (condition == Condition.CLOSED || condition == Condition.HALTED)
            return true;
        if (running == null || !running.isAlive())
            return false;
        condition = Condition.READY;
        detail = "";
        LOG.info("{} takes entries again", name);
        return true;
    }

    GroupStatus status() {
        if (condition == Condition.READY && !space.isEnough())
            return status(Condition.STORAGE_FULL, space.describe());
        if (condition == Condition.READY && outstanding.isStalled())
            return status(Condition.STALLED, STALLED);
        return status(condition, detail);
    }

    private GroupStatus status(Condition now, String why) {
        return new GroupStatus(now, why, applier.index(), snapshots.newestIndex(), outstanding.size());
    }

    /**
     * Takes a snapshot now.
     *
     * @return completes with whether there is one of everything applied before
     */
    CompletableFuture<Boolean> snapshot() {
        return snapshot(snapshots.lastEntry(), SNAPSHOT_TRIES);
    }

    /** One that is being written already may be too old; then the next. */
    private CompletableFuture<Boolean> snapshot(long index, int tries) {
        RunningLog running = log;
        if (snapshots.newestIndex() >= index || tries == 0 || running == null || condition != Condition.READY)
            return CompletableFuture.completedFuture(snapshots.newestIndex() >= index);
        snapshots.want();
        return running.lookAtSnapshots().thenCompose(asked -> snapshots.writing())
                .thenComposeAsync(kept -> snapshot(index, tries - 1), answers);
    }

    /**
     * Takes no more, waits for what is under way, within the deadline, and closes the log and its
     * files.
     */
    void close() {
        Thread opening;
        boolean wasReady;
        synchronized (this) {
            if (condition == Condition.CLOSED)
                return;
            wasReady = condition == Condition.READY;
            condition = Condition.CLOSED;
            detail = "it is closed";
            opening = reopening;
        }
        try {
            if (wasReady)
                awaitAnswers();
            closing.countDown();
            if (opening != null)
                opening.join(settings.deadlines().close());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        snapshots.close();
        RunningLog running = log;
        if (running != null)
            running.close(settings.deadlines().close().multipliedBy(2));
        retireOpened();
        outstanding.failAll("the ledger was closed", intake::abandoned);
        try {
            highWater.close();
        } catch (IOException e) {
            LOG.warn("how far {} has answered is not synced: {}", name, e.toString());
        }
    }

    private void awaitAnswers() throws InterruptedException {
        long until = System.nanoTime() + settings.deadlines().close().toNanos();
        RunningLog running = log;
        while (running != null && running.isAlive() && outstanding.size() > 0 && System.nanoTime() < until)
            TimeUnit.MILLISECONDS.sleep(1);
    }
}
