package io.memgit.cluster;

import io.memgit.cluster.disk.DataFolder;
import io.memgit.cluster.disk.FreeSpace;
import io.memgit.core.file.Disk;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Receipt;
import io.memgit.core.ledger.Receipts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger whose answers last: an entry is in a synced log before it is applied and answered.
 *
 * <p>
 * An answer that is a {@link io.memgit.core.ledger.LedgerException} of fate {@code UNKNOWN} may be
 * asked
 * for again: the same {@link Entry} object is applied once, within the bounds of
 * {@code AnswerWindow}, and of entries with one key one is accepted, see {@link Receipts}.
 */
public final class RaftLedger implements Ledger, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RaftLedger.class);

    private final DataFolder folder;
    private final Function<Entry, GroupName> router;
    private final FreeSpace space;
    private final NavigableMap<GroupName, LedgerGroup> groups = new TreeMap<>();
    private final ExecutorService answers = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("memgit-answer").factory());
    private final CountDownLatch closed = new CountDownLatch(1);

    private RaftLedger(DataFolder folder, Function<Entry, GroupName> router, FreeSpace space) {
        this.folder = folder;
        this.router = router;
        this.space = space;
    }

    /**
     * Opens the ledger in a folder, makes what is not there yet, and brings the states to where they
     * were. All groups are ready when this returns.
     *
     * @param folder
     *            for this ledger alone
     * @param groups
     *            the states of each group; a folder cannot be opened with fewer groups than it has. A
     *            state is empty, and is in one group
     * @param router
     *            says which group an entry is for; always the same for the same target
     * @throws io.memgit.cluster.disk.DataDamagedException
     *             when something that was answered cannot be read: names the file
     * @throws io.memgit.cluster.disk.DataFolderException
     *             when the folder is in use, of a newer version, not writable, or has other groups
     */
    public static RaftLedger open(Path folder, Map<GroupName, ? extends List<? extends LedgerState>> groups,
            Function<Entry, GroupName> router, RaftSettings settings) throws IOException {
        return open(folder, groups, router, settings, Disk.local(), RunningLog::open);
    }

    /** As {@link #open}, with all but the logs on another disk, and these opened in another way. */
    static RaftLedger open(Path folder, Map<GroupName, ? extends List<? extends LedgerState>> groups,
            Function<Entry, GroupName> router, RaftSettings settings, Disk disk, RunningLog.Opener opener)
            throws IOException {
        requireDistinct(groups.values());
        RatisProperties.keepTheProcess();
        DataFolder data = DataFolder.open(folder, groups.keySet().stream().map(GroupName::value).toList(),
                disk);
        RaftLedger ledger;
        try {
            ledger = new RaftLedger(data, router, new FreeSpace(folder, settings.storageReserveBytes()));
        } catch (IOException e) {
            data.close();
            throw e;
        }
        try {
            for (Map.Entry<GroupName, ? extends List<? extends LedgerState>> group : groups.entrySet())
                ledger.groups.put(group.getKey(), LedgerGroup.open(group.getKey(), data, group.getValue(), settings,
                        opener, ledger.space, ledger.answers));
            ledger.startWatch(settings);
            return ledger;
        } catch (IOException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    private static void requireDistinct(Collection<? extends List<? extends LedgerState>> groups) {
        Set<LedgerState> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (List<? extends LedgerState> states : groups) {
            for (LedgerState state : states) {
                if (!seen.add(state))
                    throw new IllegalArgumentException("a state of " + state.kind() + " is in two groups");
            }
        }
    }

    private void startWatch(RaftSettings settings) {
        Duration pause = settings.deadlines().check();
        // Two threads: a disk that stalls must not hold back the deadlines.
        watch(pause, () -> groups.values().forEach(LedgerGroup::check));
        watch(pause, this::lookAtDisk);
    }

    private void watch(Duration pause, Runnable look) {
        Thread.ofPlatform().daemon().name("memgit-ledger-watch").start(() -> {
            try {
                while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS))
                    lookOnce(look);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void lookOnce(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.error("the watch over the ledger failed, and goes on", e);
        }
    }

    private void lookAtDisk() {
        try {
            space.look();
        } catch (IOException e) {
            LOG.warn("how much room the disk has cannot be said: {}", e.toString());
        }
    }

    /**
     * @throws IllegalArgumentException
     *             when the router names no group of this ledger, or no state there takes the entry
     */
    @Override
    public CompletableFuture<Outcome> submit(Entry entry) {
        return group(router.apply(entry)).submit(entry);
    }

    @Override
    public Optional<Receipt> receipt(String scope, long nowMillis) {
        return groups.values().stream()
                .map(group -> group.receipts().find(scope, nowMillis))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** How each group is. */
    public NavigableMap<GroupName, GroupStatus> status() {
        NavigableMap<GroupName, GroupStatus> status = new TreeMap<>();
        groups.forEach((name, group) -> status.put(name, group.status()));
        return status;
    }

    /** How a group is. */
    public GroupStatus status(GroupName group) {
        return group(group).status();
    }

    /**
     * Takes a snapshot of a group now, whatever was applied since the last one.
     *
     * @return completes with whether everything that was applied before is in a snapshot on disk
     */
    public CompletableFuture<Boolean> snapshot(GroupName group) {
        return group(group).snapshot();
    }

    private LedgerGroup group(GroupName name) {
        LedgerGroup group = groups.get(name);
        if (group == null)
            throw new IllegalArgumentException("this ledger has no group " + name);
        return group;
    }

    /**
     * Waits for the answers that are under way, within a deadline, takes snapshots when the settings
     * say
     * so, and closes the folder. What is submitted from now on is answered with an exception.
     */
    @Override
    public synchronized void close() {
        if (closed.getCount() == 0)
            return;
        closed.countDown();
        // Beside each other: each waits a second for its log.
        CompletableFuture.allOf(groups.values().stream().map(group -> CompletableFuture.runAsync(group::close, answers))
                .toArray(CompletableFuture<?>[]::new)).join();
        answers.close();
        try {
            folder.close();
        } catch (IOException e) {
            LOG.warn("the folder was not closed in order: {}", e.toString());
        }
    }
}
