package io.memgit.server.data;

import io.memgit.auth.state.AccountsState;
import io.memgit.cluster.GroupName;
import io.memgit.cluster.GroupStatus;
import io.memgit.cluster.RaftLedger;
import io.memgit.cluster.RaftSettings;
import io.memgit.core.catalog.Catalog;
import io.memgit.core.file.Disk;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.limits.Limits;
import io.memgit.core.name.RepoId;
import io.memgit.core.repo.RepositoriesState;
import io.memgit.core.repo.Storage;
import io.memgit.server.settings.Settings;
import io.memgit.server.settings.Settings.Storage.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everything lives that requests change: accounts and the repositories that are kept in a
 * durable ledger, all other repositories in memory.
 *
 * <pre>
 *   data directory/ledger/meta     accounts, keys, names of repositories
 *                        /data-0   what the repositories hold; data-1, … where there are more groups
 *                 /repositories    their files; data-1/repositories, … for those of other groups
 * </pre>
 */
public final class Storages implements AutoCloseable {

    static final String LEDGER = "ledger";
    private static final Logger LOG = LoggerFactory.getLogger(Storages.class);
    private static final int PART_FOR_REPLAY = 16;
    private static final long MUCH_BYTES = 32 << 20;

    private final AccountsState accounts;
    private final Storage memory;
    private final @Nullable Storage durable;
    private final @Nullable RaftLedger ledger;
    private final List<ObjectFiles> files;
    private final AtomicLong outdatedBytes = new AtomicLong();

    private Storages(AccountsState accounts, Storage memory, @Nullable Storage durable, @Nullable RaftLedger ledger,
            List<ObjectFiles> files) {
        this.files = files;
        this.accounts = accounts;
        this.memory = memory;
        this.durable = durable;
        this.ledger = ledger;
    }

    /**
     * Opens what is in the data directory and brings everything to where it was. All of it can be used
     * when this returns.
     *
     * @throws UnusableDirectoryException
     *             when something there is damaged or cannot be used; the message names the file
     */
    public static Storages open(Settings settings, DataDirectory directory) throws UnusableDirectoryException {
        RaftSettings.Snapshots usual = RaftSettings.DEFAULT.snapshots();
        // A start plays again what came since the last snapshot, and writes to files what the heap does not
        // take.
        long bytes = Math.min(usual.afterBytes(), Runtime.getRuntime().maxMemory() / PART_FOR_REPLAY);
        RaftSettings.Snapshots sized = new RaftSettings.Snapshots(usual.afterEntries(), bytes, usual.afterTime(),
                usual.atClose());
        requireGroups(settings, directory);
        return open(settings, directory,
                RaftSettings.DEFAULT.with(sized).withReserve(settings.storage().reserve().bytes()));
    }

    /** As {@link #open}, to look at and close again: what is there is not snapshotted. */
    public static Storages openToCheck(Settings settings, DataDirectory directory) throws UnusableDirectoryException {
        RaftSettings.Snapshots none = new RaftSettings.Snapshots(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(1),
                false);
        return open(settings, directory, RaftSettings.DEFAULT.with(none).withReserve(0));
    }

    private static void requireGroups(Settings settings, DataDirectory directory) throws UnusableDirectoryException {
        if (settings.storage().durability() == Durability.MEMORY)
            return;
        try {
            DataGroups.require(directory.path(), settings.storage().dataGroups());
        } catch (IOException e) {
            throw new UnusableDirectoryException(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private static Storages open(Settings settings, DataDirectory directory, RaftSettings raft)
            throws UnusableDirectoryException {
        Limits limits = settings.limits();
        AccountsState accounts = new AccountsState();
        if (settings.storage().durability() == Durability.MEMORY)
            return new Storages(accounts,
                    Storage.inMemory(limits, _ -> null, List.of(accounts)), null, null, List.of());
        Catalog catalog = new Catalog();
        try {
            // Snapshots and folds may take half of the reserve, as the ledger's do: they make room.
            Disk disk = Disk.local(raft.storageReserveBytes() / 2);
            List<ObjectFiles> files = new ArrayList<>();
            List<RepositoriesState> data = new ArrayList<>();
            int groups = DataGroups.of(directory.path());
            // What is left lets writes come in as soon as the server is ready.
            long startBytes = settings.storage().memoryBytes() / 2 / groups;
            for (int group = 0; group < groups; group++) {
                Path folder = group == 0 ? directory.path() : directory.path().resolve(GroupName.data(group).value());
                files.add(ObjectFiles.open(folder, disk, new SecureRandom().nextLong()));
                data.add(new RepositoriesState(limits, files.getLast(), startBytes));
            }
            RaftLedger ledger = RaftLedger.open(directory.path().resolve(LEDGER), groups(accounts, catalog, data),
                    entry -> groupOf(entry, catalog, data), raft);
            Storage durable = new Storage(ledger, catalog, data);
            Storage memory = Storage.inMemory(limits, durable::find, List.of());
            // Forks in memory need the files of what they were forked from.
            for (RepositoriesState group : data)
                memory.groups().forEach(group::sharesFilesWith);
            return new Storages(accounts, memory, durable, ledger, List.copyOf(files));
        } catch (IOException e) {
            throw new UnusableDirectoryException(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private static Map<GroupName, List<LedgerState>> groups(AccountsState accounts, Catalog catalog,
            List<RepositoriesState> data) {
        Map<GroupName, List<LedgerState>> groups = new HashMap<>();
        groups.put(GroupName.META, List.of(accounts, catalog));
        for (int number = 0; number < data.size(); number++)
            groups.put(GroupName.data(number), List.of(data.get(number)));
        return groups;
    }

    private static GroupName groupOf(Entry entry, Catalog catalog, List<RepositoriesState> data) {
        return entry.target().equals(RepoId.META)
                ? GroupName.META
                : GroupName.data(Storage.groupOf(entry.target(), catalog, data));
    }

    /** Users, keys and revoked tokens. */
    public AccountsState accounts() {
        return accounts;
    }

    /** The ledger that {@link #accounts} is behind. */
    public Ledger ledger() {
        return durable == null ? memory.ledger() : durable.ledger();
    }

    /** Where repositories live that end with the process. */
    public Storage memory() {
        return memory;
    }

    /** Where all others live; empty when nothing is written to disk. */
    public Optional<Storage> durable() {
        return Optional.ofNullable(durable);
    }

    /** The length of all files of repositories, in bytes. */
    public long diskBytes() {
        return files.stream().mapToLong(ObjectFiles::bytes).sum();
    }

    /**
     * Says that so much memory went to files. Until there is a snapshot that knows it, a start brings
     * it
     * to memory again: when it is much, one is taken.
     */
    public void wentToFiles(long bytes) {
        if (ledger == null || outdatedBytes.addAndGet(bytes) < MUCH_BYTES)
            return;
        outdatedBytes.set(0);
        for (int group = 0; durable != null && group < durable.groups().size(); group++) {
            ledger.snapshot(GroupName.data(group)).exceptionally(failure -> {
                LOG.warn("no snapshot was taken after folds", failure);
                return false;
            });
        }
    }

    /** Whether writes are taken, or will be as soon as the disk has room. */
    public boolean isWell() {
        return ledger == null || ledger.status().values().stream().allMatch(Storages::isWell);
    }

    private static boolean isWell(GroupStatus group) {
        return switch (group.condition()) {
            case READY, STORAGE_FULL -> true;
            case STALLED, REOPENING, HALTED, CLOSED -> false;
        };
    }

    /** Waits for the answers that are under way, and ends writing. */
    @Override
    public void close() {
        if (ledger != null)
            ledger.close();
    }
}
