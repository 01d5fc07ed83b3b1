package io.memgit.core.repo;

import io.memgit.core.event.EventLog;
import io.memgit.core.event.EventNumber;
import io.memgit.core.file.DamagedFileException;
import io.memgit.core.file.FileName;
import io.memgit.core.file.NewFile;
import io.memgit.core.file.NewFiles;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.file.RepositoryFolder;
import io.memgit.core.name.RepoId;
import io.memgit.core.object.ObjectStore;
import io.memgit.core.object.StoreImage;
import io.memgit.core.ref.RefMap;
import io.memgit.core.ref.RefName;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A repository as a snapshot has it, in a file of its own: all of it but the objects, of which it
 * says
 * where they are.
 *
 * <pre>
 *   NAME.state   magic 4 | version 4 | identity | description | default branch | number 8 | time 8 | rewinds 8 |
 *                clean rewinds 8 | 0 8 | lifetimes (from version 2 on) | refs | hidden refs (from version 4 on) | uploads |
 *                time of the newest event that is not kept 8 (from version 3 on) | events | objects | CRC-32C of all this 4
 * </pre>
 *
 * @param name
 *            of the file
 * @param length
 *            in bytes
 * @param checksum
 *            CRC-32C of all but the last four bytes
 * @param files
 *            all files that are needed to make the repository again, with this one
 */
record StateFile(FileName name, long length, int checksum, Set<FileName> files) {

    private static final String SUFFIX = "state";
    private static final int MAGIC = 0x6d677374;
    private static final int VERSION = 4;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int MAX_COUNT = 1 << 26;

    /** Writes a repository, and whatever it needs that is in no file yet. */
    static StateFile write(RepositoryImage image, ObjectFiles all) throws IOException {
        RepositoryFolder folder = new RepositoryFolder(all, image.identity().id());
        try (NewFiles made = all.begin(folder.owner())) {
            NewFile file = made.create(SUFFIX);
            CheckedOutputStream checked = new CheckedOutputStream(file, new CRC32C());
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER_BYTES));
            Set<FileName> files = new HashSet<>(write(image, folder, out));
            out.flush();
            int checksum = (int) checked.getChecksum().getValue();
            new DataOutputStream(file).writeInt(checksum);
            // The snapshot that will name it is younger than whatever is deleted meanwhile.
            made.publish().close();
            files.add(made.nameOf(SUFFIX));
            return new StateFile(made.nameOf(SUFFIX), file.length(), checksum, Set.copyOf(files));
        }
    }

    /** The same file, once it is known which others it needs. */
    StateFile needing(Set<FileName> others) {
        Set<FileName> needed = new HashSet<>(others);
        needed.add(name);
        return new StateFile(name, length, checksum, Set.copyOf(needed));
    }

    /**
     * The repository that was written, without its objects being read: {@code stores} does that.
     *
     * @throws IOException
     *             when the file or one that it names is damaged; the message says which
     */
    MemoryRepository read(ObjectFiles all, StoreImage.Reader stores, Terms terms) throws IOException {
        byte[] bytes = all.read(name, length);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - Integer.BYTES);
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            if ((int) crc.getValue() != checksum || checksum != lastInt(bytes))
                throw new IllegalArgumentException("its checksum is wrong");
            if (in.readInt() != MAGIC)
                throw new IllegalArgumentException("it is no repository");
            int version = in.readInt();
            if (version < 1 || version > VERSION)
                throw new IllegalArgumentException("it is of version " + version + ", this code reads 1 to " + VERSION);
            return read(in, version, all, stores, terms);
        } catch (IllegalArgumentException | EOFException | UTFDataFormatException e) {
            DamagedFileException damaged = new DamagedFileException(all.path(name), String.valueOf(e.getMessage()));
            damaged.initCause(e);
            throw damaged;
        }
    }

    private static Set<FileName> write(RepositoryImage image, RepositoryFolder folder, DataOutputStream out)
            throws IOException {
        Root root = image.root();
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        image.identity().writeTo(out);
        out.writeUTF(root.description());
        out.writeUTF(root.head().value());
        out.writeLong(root.number().value());
        out.writeLong(root.timeMillis());
        out.writeLong(root.rewinds());
        out.writeLong(image.cleanRewinds());
        out.writeLong(0); // free
        root.lifetimes().writeTo(out);
        FrozenRepository.writeRefs(root.refs(), out);
        root.hidden().writeTo(out);
        writeUploads(image.uploads(), out);
        writeEvents(image.events().saved(root.number()), out);
        return image.objects().writeTo(out, folder);
    }

    private static MemoryRepository read(DataInputStream in, int version, ObjectFiles all, StoreImage.Reader stores,
            Terms terms) throws IOException {
        RepositoryIdentity identity = RepositoryIdentity.read(in);
        String description = in.readUTF();
        RefName head = new RefName(in.readUTF());
        EventNumber number = new EventNumber(in.readLong());
        long time = in.readLong();
        long rewinds = in.readLong();
        long cleanRewinds = in.readLong();
        in.readLong();
        Lifetimes lifetimes = version == 1 ? Lifetimes.NONE : Lifetimes.read(in, terms.nanos().getAsLong());
        RefMap refs = FrozenRepository.readRefs(in);
        HiddenRefs hidden = version < 4 ? HiddenRefs.NONE : HiddenRefs.read(in, terms.nanos().getAsLong());
        Root root = new Root(refs, head, description, number, time, rewinds, false, lifetimes, hidden);
        Uploads.Image uploads = readUploads(in);
        EventLog.Saved records = readEvents(in, version, number, time);
        ObjectStore objects = stores.read(in, new RepositoryFolder(all, identity.id()));
        MemoryRepository repository = new MemoryRepository(identity, objects, terms, root);
        repository.restore(cleanRewinds, records, uploads);
        return repository;
    }

    private static void writeEvents(EventLog.Saved events, DataOutputStream out) throws IOException {
        out.writeLong(events.droppedMillis());
        out.writeInt(events.records().size());
        for (byte[] record : events.records()) {
            out.writeInt(record.length);
            out.write(record);
        }
    }

    private static EventLog.Saved readEvents(DataInputStream in, int version, EventNumber last, long lastMillis)
            throws IOException {
        long droppedMillis = version < 3 ? Long.MIN_VALUE : in.readLong();
        List<byte[]> records = new ArrayList<>();
        for (int left = count(in); left > 0; left--)
            records.add(readBytes(in));
        return version < 3
                ? EventLog.Saved.ofUnknownAge(last, lastMillis, records)
                : new EventLog.Saved(droppedMillis, records);
    }

    private static void writeUploads(Uploads.Image image, DataOutputStream out) throws IOException {
        out.writeInt(image.uploads().size());
        for (Uploads.Saved upload : image.uploads()) {
            upload.id().copyRawTo(out);
            out.writeUTF(upload.actor());
            out.writeLong(upload.bytes());
            out.writeLong(upload.leftNanos());
        }
        out.writeInt(image.loose().size());
        for (Map.Entry<ObjectId, Long> each : image.loose().entrySet()) {
            each.getKey().copyRawTo(out);
            out.writeLong(each.getValue());
        }
    }

    private static Uploads.Image readUploads(DataInputStream in) throws IOException {
        List<Uploads.Saved> uploads = new ArrayList<>();
        for (int left = count(in); left > 0; left--)
            uploads.add(new Uploads.Saved(FrozenRepository.readId(in), in.readUTF(), in.readLong(), in.readLong()));
        Map<ObjectId, Long> loose = new HashMap<>();
        for (int left = count(in); left > 0; left--)
            loose.put(FrozenRepository.readId(in), in.readLong());
        return new Uploads.Image(uploads, loose);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[count(in)];
        in.readFully(bytes);
        return bytes;
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_COUNT)
            throw new IllegalArgumentException("a count of " + count);
        return count;
    }

    private static int lastInt(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(name.owner().high());
        out.writeLong(name.owner().low());
        out.writeUTF(name.name());
        out.writeLong(length);
        out.writeInt(checksum);
    }

    static StateFile readFrom(DataInputStream in) throws IOException {
        FileName name = new FileName(new RepoId(in.readLong(), in.readLong()), in.readUTF());
        return new StateFile(name, in.readLong(), in.readInt(), Set.of(name));
    }
}
