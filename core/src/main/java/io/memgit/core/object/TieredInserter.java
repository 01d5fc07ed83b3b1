package io.memgit.core.object;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.transport.PackParser;
import org.jspecify.annotations.Nullable;

/**
 * Inserts new objects into a {@link Quarantine}, the way JGit inserts into a repository.
 *
 * <p>
 * {@link #flush} publishes them when the inserter belongs to nobody else's write; in a write of
 * ours
 * it does nothing, for that publishes its objects and moves its refs together. Used by one thread
 * at a
 * time.
 */
public final class TieredInserter extends ObjectInserter {

    private final MemoryObjectDatabase database;
    private final @Nullable Consumer<Quarantine> publisher;
    private Quarantine batch;

    TieredInserter(MemoryObjectDatabase database, Quarantine batch, @Nullable Consumer<Quarantine> publisher) {
        this.database = database;
        this.batch = batch;
        this.publisher = publisher;
    }

    @Override
    public ObjectId insert(int type, byte[] buffer, int offset, int length) {
        return batch.insert(type, buffer, offset, length);
    }

    @Override
    public ObjectId insert(int type, long length, InputStream in) throws IOException {
        byte[] content = in.readNBytes(Math.toIntExact(length));
        if (content.length < length)
            throw new EOFException("%d bytes of %d".formatted(content.length, length));
        return batch.insert(type, content);
    }

    @Override
    public PackParser newPackParser(InputStream in) throws IOException {
        throw new IOException("a pack is received by a write of its own");
    }

    @Override
    public TieredReader newReader() {
        return new TieredReader(database, batch, this);
    }

    @Override
    public void flush() {
        if (publisher == null || batch.count() == 0)
            return;
        publisher.accept(batch);
        batch = new Quarantine();
    }

    /** Drops what was not flushed, unless the quarantine is somebody else's. */
    @Override
    public void close() {
        if (publisher != null)
            batch = new Quarantine();
    }
}
