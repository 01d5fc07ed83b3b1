package io.memgit.cluster;

import io.memgit.cluster.disk.FreeSpace;
import io.memgit.cluster.disk.SnapshotStore;
import io.memgit.cluster.disk.SpillFolder;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a snapshot is due and who writes it. The thread that applies only grabs the state; a thread
 * of
 * its own writes it, and the log hears of it when it is on disk.
 */
final class SnapshotKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
    static final long NONE = -1;
    private static final int LOOK_BYTES = 8 << 20;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LONGEST_GRAB_NANOS = 5 * NANOS_PER_MILLI;

    private final GroupName group;
    private final SnapshotStore store;
    private final SpillFolder spilled;
    private final FreeSpace space;
    private final RaftSettings.Snapshots settings;
    private volatile SnapshotStore.@Nullable Kept newest;
    private volatile CompletableFuture<Optional<SnapshotStore.Kept>> writing = CompletableFuture
            .completedFuture(Optional.empty());
    private volatile boolean allowed;
    private volatile boolean wanted;
    private volatile boolean closing;
    private volatile Runnable onFinished = () -> {};
    private volatile SnapshotStore.@Nullable Kept told;
    private volatile long lastEntry = NONE;
    private volatile long begunNanos = System.nanoTime();
    private long entries;
    private long bytes;

    SnapshotKeeper(GroupName group, SnapshotStore store, SpillFolder spilled, FreeSpace space,
            RaftSettings.Snapshots settings) throws IOException {
        this.group = group;
        this.store = store;
        this.spilled = spilled;
        this.space = space;
        this.settings = settings;
        this.newest = store.newest().orElse(null);
    }

    /** The newest snapshot that the log was told of. */
    Optional<SnapshotStore.Kept> told() {
        return Optional.ofNullable(told);
    }

    /** The newest snapshot on disk. */
    Optional<SnapshotStore.Kept> newest() {
        return Optional.ofNullable(newest);
    }

    /** Index of the last entry in the newest snapshot, or -1. */
    long newestIndex() {
        SnapshotStore.Kept kept = newest;
        return kept == null ? NONE : kept.index();
    }

    /** Calls {@code listener} when a snapshot has come to disk. */
    void onFinished(Runnable listener) {
        onFinished = listener;
    }

    /** The log was opened, and knows the newest snapshot. */
    void opened() {
        told = newest;
    }

    /** Counts an entry that was applied. */
    void count(long index, long size) {
        lastEntry = index;
        entries++;
        bytes += size;
    }

    /** Index of the last entry that changed the state since the ledger was opened, or -1. */
    long lastEntry() {
        return lastEntry;
    }

    /**
     * From now on they are taken. Not while the log is played again: a state that is not complete yet
     * does not know which of its files the rest of the log needs.
     */
    void allow() {
        allowed = true;
    }

    /** Whether something was applied since the last one, and that is longer ago than it may be. */
    boolean isOverdue() {
        return lastEntry > newestIndex() && System.nanoTime() - begunNanos > settings.afterTime().toNanos();
    }

    /** The next one is due at once. */
    void want() {
        wanted = true;
    }

    /** Nothing is submitted any more: one is due when anything was applied since the last. */
    void close() {
        closing = true;
    }

    /**
     * Called on the thread that applies, after every batch of entries.
     *
     * @return the index of a snapshot that came to disk since the last call, or -1
     */
    long take(long term, long index, GroupState state) {
        SnapshotStore.Kept finished = newest;
        if (finished != null && !finished.equals(told)) {
            told = finished;
            return finished.index();
        }
        if (isDue(index) && writing.isDone())
            start(term, index, grab(state));
        return NONE;
    }

    private GroupState.Frozen grab(GroupState state) {
        long start = System.nanoTime();
        GroupState.Frozen frozen = state.freeze();
        long nanos = System.nanoTime() - start;
        if (nanos > LONGEST_GRAB_NANOS)
            LOG.warn("grabbing the state of {} held its entries up for {} ms", group, nanos / NANOS_PER_MILLI);
        return frozen;
    }

    private boolean isDue(long index) {
        if (!allowed || index <= newestIndex() || entries == 0)
            return false;
        return wanted || (closing && settings.atClose()) || entries >= settings.afterEntries()
                || bytes >= settings.afterBytes();
    }

    private void start(long term, long index, GroupState.Frozen frozen) {
        wanted = false;
        begunNanos = System.nanoTime();
        entries = 0;
        bytes = 0;
        CompletableFuture<Optional<SnapshotStore.Kept>> done = new CompletableFuture<>();
        writing = done;
        Thread.ofPlatform().daemon().name("memgit-snapshot-" + group).start(() -> {
            try {
                done.complete(Optional.of(write(term, index, frozen)));
                onFinished.run();
            } catch (IOException | RuntimeException | Error e) {
                // The log is kept, so nothing is lost; the next one is tried when it is due.
                LOG.error("no snapshot of {} at entry {}: {}", group, index, e.toString(), e);
                done.complete(Optional.empty());
            }
        });
    }

    private SnapshotStore.Kept write(long term, long index, GroupState.Frozen frozen) throws IOException {
        List<SnapshotStore.Section> sections = new ArrayList<>();
        for (SnapshotStore.Section section : frozen.sections())
            sections.add(new SnapshotStore.Section(section.kind(), out -> section.content().writeTo(whileRoom(out))));
        SnapshotStore.Kept kept = store.write(term, index, sections);
        newest = kept;
        frozen.kept();
        spilled.covered(index);
        return kept;
    }

    /** A snapshot must not take the last room, which answered entries may need. */
    private OutputStream whileRoom(OutputStream out) {
        return new FilterOutputStream(out) {
            private long unlooked = LOOK_BYTES;

            @Override
            public void write(int b) throws IOException {
                look(1);
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                look(length);
                out.write(bytes, offset, length);
            }

            private void look(int length) throws IOException {
                unlooked += length;
                if (unlooked < LOOK_BYTES)
                    return;
                unlooked = 0;
                space.look();
                if (space.isNearlyUp())
                    throw new IOException("only " + space.usableBytes() + " bytes are free");
            }
        };
    }

    /**
     * The snapshot that is being written, if any.
     *
     * @return completes with it, or with nothing when it failed
     */
    CompletableFuture<Optional<SnapshotStore.Kept>> writing() {
        return writing;
    }

    /** Waits for the snapshot that is being written. */
    void await(Duration longest) throws InterruptedException {
        try {
            writing.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("the snapshot of {} is not written after {}; the log is kept", group, longest);
        } catch (ExecutionException e) {
            throw new AssertionError("it is never completed with an exception", e);
        }
    }
}
