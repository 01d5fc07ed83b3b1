package io.memgit.core.repo;

import io.memgit.core.ledger.LedgerState;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * All repositories between two entries. Taking it costs references only; each repository freezes
 * itself under its writer lock when its turn to be written comes, which is right as long as whoever
 * takes the snapshot holds back entries of repositories until {@link #freeze} has returned.
 */
final class RepositoriesSnapshot implements LedgerState.Snapshot {

    private static final int MAGIC = 0x6d677273;
    private static final int VERSION = 3;

    private final List<FrozenRepository> repositories;
    private final long millis;

    private RepositoriesSnapshot(List<FrozenRepository> repositories, long millis) {
        this.repositories = repositories;
        this.millis = millis;
    }

    /**
     * What a snapshot held.
     */
    record Restored(List<MemoryRepository> repositories, long millis) {}

    static RepositoriesSnapshot freeze(Iterable<MemoryRepository> repositories, long millis) {
        List<FrozenRepository> frozen = new ArrayList<>();
        repositories.forEach(repository -> frozen.add(repository.freeze()));
        return new RepositoriesSnapshot(frozen, millis);
    }

    @Override
    public void writeTo(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream, 1 << 16));
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeLong(millis);
        out.writeInt(repositories.size());
        for (FrozenRepository repository : repositories)
            repository.writeTo(out);
        out.flush();
    }

    static Restored read(InputStream stream, Terms terms) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
        if (in.readInt() != MAGIC)
            throw new IOException("not a snapshot of repositories");
        int version = in.readInt();
        if (version < 1 || version > VERSION)
            throw new IOException("a snapshot of version " + version + ", this code reads 1 to " + VERSION);
        long millis = in.readLong();
        int count = in.readInt();
        List<MemoryRepository> repositories = new ArrayList<>();
        for (int i = 0; i < count; i++)
            repositories.add(FrozenRepository.read(in, version, terms));
        return new Restored(repositories, millis);
    }
}
