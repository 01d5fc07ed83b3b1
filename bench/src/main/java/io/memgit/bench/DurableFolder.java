package io.memgit.bench;

import io.memgit.cluster.GroupName;
import io.memgit.cluster.RaftLedger;
import io.memgit.cluster.RaftSettings;
import io.memgit.core.catalog.Catalog;
import io.memgit.core.file.Disk;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.PayloadKind;
import io.memgit.core.limits.Limits;
import io.memgit.core.repo.RepositoriesState;
import io.memgit.core.repo.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Repositories behind the durable ledger, as the server opens them, without accounts. */
final class DurableFolder implements AutoCloseable {

    static final GroupName DATA = GroupName.data(0);

    private final Path folder;
    private final RaftLedger ledger;
    private final Storage storage;

    private DurableFolder(Path folder, RaftLedger ledger, Storage storage) {
        this.folder = folder;
        this.ledger = ledger;
        this.storage = storage;
    }

    /**
     * Opens the folder.
     *
     * @param around
     *            puts something around the state of the repositories
     */
    static DurableFolder open(Path folder, RaftSettings.Snapshots snapshots, UnaryOperator<LedgerState> around)
            throws IOException {
        Catalog catalog = new Catalog();
        RepositoriesState state = new RepositoriesState(Limits.defaults(),
                ObjectFiles.open(folder, Disk.local(), new Random().nextLong()), Runtime.getRuntime().maxMemory() / 4);
        RaftLedger ledger = RaftLedger.open(folder.resolve("ledger"),
                Map.of(GroupName.META, List.of(catalog), DATA, List.of(around.apply(state))),
                entry -> entry.payload().kind() == PayloadKind.CATALOG ? GroupName.META : DATA,
                RaftSettings.DEFAULT.with(snapshots).withReserve(0));
        return new DurableFolder(folder, ledger, new Storage(ledger, catalog, List.of(state)));
    }

    Library library() {
        return new Library(storage);
    }

    RaftLedger ledger() {
        return ledger;
    }

    /** The bytes of the log of the repositories, without what is allocated and not used. */
    long logBytes() throws IOException {
        return bytes(folder.resolve("ledger").resolve(DATA.value()).resolve("log"));
    }

    /** The bytes of what a start from a snapshot reads. */
    long snapshotBytes() throws IOException {
        return bytes(folder.resolve("ledger").resolve(DATA.value()).resolve("snapshots"))
                + bytes(folder.resolve("repositories"));
    }

    private static long bytes(Path below) throws IOException {
        if (!Files.isDirectory(below))
            return 0;
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile).mapToLong(DurableFolder::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ledger.close();
    }
}
