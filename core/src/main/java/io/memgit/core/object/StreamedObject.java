package io.memgit.core.object;

import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectStream;

/** A large object that a pack stores whole: inflated while it is read, never held as an array. */
final class StreamedObject extends ObjectLoader {

    private static final int BUFFER_BYTES = 8 << 10;

    private final Pack pack;
    private final ObjectId id;

    StreamedObject(Pack pack, ObjectId id) {
        this.pack = pack;
        this.id = id;
    }

    @Override
    public int getType() {
        return pack.storedType(id);
    }

    @Override
    public long getSize() {
        return pack.lengthOf(id);
    }

    @Override
    public boolean isLarge() {
        return true;
    }

    @Override
    public byte[] getCachedBytes() {
        throw new LargeObjectException(id);
    }

    @Override
    public ObjectStream openStream() {
        Inflater inflater = new Inflater();
        return new ObjectStream.Filter(getType(), getSize(),
                new InflaterInputStream(pack.deflated(id), inflater, BUFFER_BYTES) {

                    @Override
                    public void close() {
                        inflater.end();
                    }
                });
    }
}
