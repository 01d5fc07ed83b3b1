package io.memgit.core.catalog;

import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Payload;
import io.memgit.core.ledger.PayloadKind;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The names of all repositories of one ledger, unique ignoring case. Reads take no lock; the apply
 * of entries changes it, one at a time.
 */
public final class Catalog implements LedgerState {

    private static final int MAGIC = 0x6d676361;
    private static final int VERSION = 1;

    private final Map<RepoId, Registered> byId = new ConcurrentHashMap<>();
    private final ConcurrentNavigableMap<String, Registered> byName = new ConcurrentSkipListMap<>();
    private long number;

    /** What stands under this name, in any case, or null. */
    public @Nullable Registered find(RepoName name) {
        return byName.get(name.key());
    }

    /** The name of this repository, or null when it has none. */
    public @Nullable Registered find(RepoId id) {
        return byId.get(id);
    }

    /** All names by {@link RepoName#key}, as they are while one looks. */
    public NavigableMap<String, Registered> names() {
        return Collections.unmodifiableNavigableMap(byName);
    }

    @Override
    public PayloadKind kind() {
        return PayloadKind.CATALOG;
    }

    @Override
    public byte[] encode(Payload payload) {
        return CatalogCodec.encode((CatalogPayload) payload);
    }

    @Override
    public Payload decode(byte[] bytes) throws IOException {
        return CatalogCodec.decode(bytes);
    }

    /**
     * @return {@code Conflicted} with {@code REPO_EXISTS} for a name that is taken, {@code Refused}
     *         with {@code REPO_NOT_FOUND} for the release of a repository that has none
     */
    @Override
    public Outcome apply(Entry entry) {
        return switch ((CatalogPayload) entry.payload()) {
            case CatalogPayload.Register(Registered what) -> register(what);
            case CatalogPayload.Release(RepoId id) -> release(id);
        };
    }

    private Outcome register(Registered what) {
        if (byName.containsKey(what.name().key()) || byId.containsKey(what.id()))
            return new Outcome.Conflicted("REPO_EXISTS", "there is a repository " + what.name() + " already");
        add(what);
        return new Outcome.Accepted(new EventNumber(++number));
    }

    private Outcome release(RepoId id) {
        Registered gone = byId.remove(id);
        if (gone == null)
            return new Outcome.Refused("REPO_NOT_FOUND", "there is no such repository");
        byName.remove(gone.name().key());
        return new Outcome.Accepted(new EventNumber(++number));
    }

    // By id first: whoever finds a name finds what it stands for.
    private void add(Registered what) {
        byId.put(what.id(), what);
        byName.put(what.name().key(), what);
    }

    /** Copies references, some ten of them a microsecond: a few milliseconds for 100,000 names. */
    @Override
    public Snapshot snapshot() {
        List<Registered> all = List.copyOf(byName.values());
        long last = number;
        return stream -> write(stream, all, last);
    }

    private static void write(OutputStream stream, List<Registered> all, long last) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeLong(last);
        out.writeInt(all.size());
        for (Registered one : all) {
            out.writeLong(one.id().high());
            out.writeLong(one.id().low());
            out.writeUTF(one.name().value());
            out.writeInt(one.group());
        }
        out.flush();
    }

    @Override
    public void restore(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream));
        if (in.readInt() != MAGIC)
            throw new IOException("not a snapshot of the names of repositories");
        int version = in.readInt();
        if (version != VERSION)
            throw new IOException("a snapshot of version " + version + ", this code reads " + VERSION);
        byName.clear();
        byId.clear();
        number = in.readLong();
        int count = in.readInt();
        try {
            for (int i = 0; i < count; i++)
                add(new Registered(new RepoId(in.readLong(), in.readLong()), new RepoName(in.readUTF()), in.readInt()));
        } catch (IllegalArgumentException e) {
            throw new IOException("a damaged snapshot: " + e.getMessage(), e);
        }
    }
}
