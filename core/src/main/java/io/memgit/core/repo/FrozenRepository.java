package io.memgit.core.repo;

import io.memgit.core.event.EventNumber;
import io.memgit.core.object.ObjectStore;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefMap;
import io.memgit.core.ref.RefName;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A repository that no longer changes, with its stored form:
 *
 * <pre>
 *   id, name, memory only, fork of?, created, description, default branch, number, time, rewinds
 *   lifetimes (from version 2 on)   refs: count x (name, id, peeled?)   hidden refs (from version 3 on)
 *   objects: (1, type, id, length, bytes)* 0
 * </pre>
 *
 * @param identity
 *            what never changes of it
 * @param root
 *            refs and the rest
 * @param objects
 *            shared with the repository as they were
 */
record FrozenRepository(RepositoryIdentity identity, Root root, ObjectStore objects) {

    private static final int MAX_OBJECT_BYTES = 1 << 30;
    /** A batch has to fit into a generation, however large the repository is. */
    private static final int BATCH_OBJECTS = 1 << 16;
    private static final long BATCH_BYTES = 64L << 20;

    void writeTo(DataOutputStream out) throws IOException {
        identity.writeTo(out);
        out.writeUTF(root.description());
        out.writeUTF(root.head().value());
        out.writeLong(root.number().value());
        out.writeLong(root.timeMillis());
        out.writeLong(root.rewinds());
        root.lifetimes().writeTo(out);
        writeRefs(root.refs(), out);
        root.hidden().writeTo(out);
        writeObjects(out);
    }

    /**
     * @param version
     *            of the snapshot
     */
    static MemoryRepository read(DataInputStream in, int version, Terms terms) throws IOException {
        try {
            RepositoryIdentity identity = RepositoryIdentity.read(in);
            String description = in.readUTF();
            RefName head = new RefName(in.readUTF());
            EventNumber number = new EventNumber(in.readLong());
            long time = in.readLong();
            long rewinds = in.readLong();
            Lifetimes lifetimes = version == 1 ? Lifetimes.NONE : Lifetimes.read(in, terms.nanos().getAsLong());
            RefMap refs = readRefs(in);
            HiddenRefs hidden = version < 3 ? HiddenRefs.NONE : HiddenRefs.read(in, terms.nanos().getAsLong());
            Root root = new Root(refs, head, description, number, time, rewinds, false, lifetimes, hidden);
            return new MemoryRepository(identity, readObjects(in), terms, root);
        } catch (IllegalArgumentException e) {
            throw new IOException("a damaged snapshot: " + e.getMessage(), e);
        }
    }

    static void writeRefs(RefMap map, DataOutputStream out) throws IOException {
        out.writeInt(map.size());
        for (Iterator<RefEntry> refs = map.from(""); refs.hasNext();) {
            RefEntry ref = refs.next();
            out.writeUTF(ref.name().value());
            ref.id().copyRawTo(out);
            ObjectId peeled = ref.peeled();
            out.writeBoolean(peeled != null);
            if (peeled != null)
                peeled.copyRawTo(out);
        }
    }

    static RefMap readRefs(DataInputStream in) throws IOException {
        List<RefEntry> refs = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            RefName name = new RefName(in.readUTF());
            ObjectId id = readId(in);
            @Nullable
            ObjectId peeled = in.readBoolean() ? readId(in) : null;
            refs.add(new RefEntry(name, id, peeled));
        }
        return RefMap.of(refs);
    }

    private void writeObjects(DataOutputStream out) throws IOException {
        try {
            objects.forEach((id, view) -> {
                try {
                    out.writeBoolean(true);
                    out.writeByte(view.type());
                    id.copyRawTo(out);
                    out.writeInt(view.length());
                    out.write(view.buffer(), view.offset(), view.length());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw new IOException("cannot write the objects of " + identity.name(), e);
        }
        out.writeBoolean(false);
    }

    private static ObjectStore readObjects(DataInputStream in) throws IOException {
        ObjectStore objects = new ObjectStore();
        Quarantine batch = new Quarantine();
        while (in.readBoolean()) {
            int type = in.readByte();
            ObjectId id = readId(in);
            int length = in.readInt();
            if (length < 0 || length > MAX_OBJECT_BYTES)
                throw new IOException("a damaged snapshot: an object of " + length + " bytes");
            if (type < Constants.OBJ_COMMIT || type > Constants.OBJ_TAG)
                throw new IOException("a damaged snapshot: an object of type " + type);
            // What the disk made of it must not be served under the name of what was written.
            if (!batch.insert(type, in.readNBytes(length)).equals(id))
                throw new IOException("a damaged snapshot: other content under the id " + id.name());
            if (batch.count() >= BATCH_OBJECTS || batch.bytes() >= BATCH_BYTES) {
                objects.publish(batch);
                batch = new Quarantine();
            }
        }
        objects.publish(batch);
        return objects;
    }

    static ObjectId readId(DataInputStream in) throws IOException {
        return ObjectId.fromRaw(in.readNBytes(Constants.OBJECT_ID_LENGTH));
    }
}
