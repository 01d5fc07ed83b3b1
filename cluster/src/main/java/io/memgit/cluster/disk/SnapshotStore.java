package io.memgit.cluster.disk;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * The snapshots of one group. One is enough to restore from, so older ones go when a newer is
 * there.
 *
 * <pre>
 *   "MGSNAP01"   term (8)   index (8)   sections (4)   CRC32C of these (4)
 *   each section: kind (4)   chunks: size (4), bytes; size 0 ends them   CRC32C of kind and bytes (4)
 *   "MGSNAPEN"
 * </pre>
 */
public final class SnapshotStore {

    private static final Pattern NAME = Pattern.compile("snapshot-(\\d{1,19})-(\\d{1,19})");
    private static final long MAGIC = 0x4d47534e41503031L; // MGSNAP01
    private static final long END = 0x4d47534e4150454eL; // MGSNAPEN
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private final Synced files;

    private SnapshotStore(Path folder, Synced files) {
        this.folder = folder;
        this.files = files;
    }

    /** Makes the folder when it is missing, and drops what an interrupted write left. */
    static SnapshotStore open(Path folder, Synced files) throws IOException {
        files.createFolders(folder);
        for (Path file : files.list(folder)) {
            if (Synced.name(file).endsWith(Synced.TEMPORARY))
                files.delete(file);
        }
        return new SnapshotStore(folder, files);
    }

    /**
     * A snapshot on disk.
     *
     * @param file
     *            where it is
     * @param term
     *            the term of the last entry in it
     * @param index
     *            the index of the last entry in it
     */
    public record Kept(Path file, long term, long index) {}

    /**
     * A part of a snapshot.
     *
     * @param kind
     *            says whose it is
     * @param content
     *            writes it
     */
    public record Section(int kind, Synced.Content content) {}

    /** Takes the sections of a snapshot, in the order in which they were written. */
    @FunctionalInterface
    public interface Restorer {
        /** Need not read {@code in} to its end. */
        void restore(int kind, InputStream in) throws IOException;
    }

    /** The newest snapshot. */
    public Optional<Kept> newest() throws IOException {
        Kept newest = null;
        for (Path file : files.list(folder)) {
            Matcher name = NAME.matcher(Synced.name(file));
            if (!name.matches())
                continue;
            Kept kept = new Kept(file, Long.parseLong(name.group(2)), Long.parseLong(name.group(1)));
            if (newest == null || kept.index() > newest.index())
                newest = kept;
        }
        return Optional.ofNullable(newest);
    }

    /** Writes a snapshot; when this returns it is on disk and the older ones are gone. */
    public Kept write(long term, long index, List<Section> sections) throws IOException {
        Path file = folder.resolve("snapshot-%019d-%019d".formatted(index, term));
        files.write(file, out -> write(new DataOutputStream(out), term, index, sections));
        for (Path other : files.list(folder)) {
            if (!other.equals(file) && NAME.matcher(Synced.name(other)).matches())
                files.delete(other);
        }
        return new Kept(file, term, index);
    }

    private static void write(DataOutputStream out, long term, long index, List<Section> sections) throws IOException {
        CheckedOutputStream summed = new CheckedOutputStream(out, new CRC32C());
        DataOutputStream head = new DataOutputStream(summed);
        head.writeLong(MAGIC);
        head.writeLong(term);
        head.writeLong(index);
        head.writeInt(sections.size());
        out.writeInt((int) summed.getChecksum().getValue());
        for (Section section : sections) {
            try (ChunkOutput chunks = new ChunkOutput(out, section.kind())) {
                section.content().writeTo(chunks);
            }
        }
        out.writeLong(END);
    }

    /**
     * Reads a snapshot twice: first all checksums, so that nobody is handed damaged bytes.
     *
     * @throws DataDamagedException
     *             naming its file
     */
    public void read(Kept kept, Restorer restorer) throws IOException {
        try {
            read(kept, restorer, true);
        } catch (EOFException e) {
            throw new DataDamagedException(kept.file(), "it ends too early");
        }
        read(kept, restorer, false);
    }

    private static void read(Kept kept, Restorer restorer, boolean check) throws IOException {
        try (InputStream file = Files.newInputStream(kept.file())) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(file, BUFFER_BYTES));
            int sections = readHead(kept, in);
            for (int i = 0; i < sections; i++) {
                int kind = in.readInt();
                ChunkInput chunks = new ChunkInput(kept.file(), kind, in);
                if (!check)
                    restorer.restore(kind, chunks);
                chunks.drain();
            }
            if (in.readLong() != END || in.read() >= 0)
                throw new DataDamagedException(kept.file(), "it does not end where it should");
        }
    }

    private static int readHead(Kept kept, DataInputStream in) throws IOException {
        byte[] head = new byte[3 * Long.BYTES + Integer.BYTES];
        in.readFully(head);
        CRC32C crc = new CRC32C();
        crc.update(head);
        DataInputStream fields = new DataInputStream(new ByteArrayInputStream(head));
        boolean whole = in.readInt() == (int) crc.getValue() && fields.readLong() == MAGIC
                && fields.readLong() == kept.term() && fields.readLong() == kept.index();
        if (!whole)
            throw new DataDamagedException(kept.file(), 0, "its head is not that of this snapshot");
        return fields.readInt();
    }

    private static void begin(CRC32C crc, int kind) {
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(kind).flip());
    }

    /** Cuts a stream of unknown length into chunks. */
    private static final class ChunkOutput extends OutputStream {
        private final DataOutputStream out;
        private final byte[] chunk = new byte[BUFFER_BYTES];
        private final CRC32C crc = new CRC32C();
        private int used;

        ChunkOutput(DataOutputStream out, int kind) throws IOException {
            this.out = out;
            out.writeInt(kind);
            begin(crc, kind);
        }

        @Override
        public void write(int b) throws IOException {
            if (used == chunk.length)
                next();
            chunk[used++] = (byte) b;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            for (int left = length; left > 0;) {
                if (used == chunk.length)
                    next();
                int some = Math.min(left, chunk.length - used);
                System.arraycopy(bytes, from, chunk, used, some);
                used += some;
                from += some;
                left -= some;
            }
        }

        private void next() throws IOException {
            if (used == 0)
                return;
            crc.update(chunk, 0, used);
            out.writeInt(used);
            out.write(chunk, 0, used);
            used = 0;
        }

        @Override
        public void close() throws IOException {
            next();
            out.writeInt(0);
            out.writeInt((int) crc.getValue());
        }
    }

    private static final class ChunkInput extends InputStream {
        private final Path file;
        private final int kind;
        private final DataInputStream in;
        private final CRC32C crc = new CRC32C();
        private byte[] chunk = new byte[0];
        private int at;
        private int end;
        private boolean done;

        ChunkInput(Path file, int kind, DataInputStream in) {
            this.file = file;
            this.kind = kind;
            this.in = in;
            begin(crc, kind);
        }

        @Override
        public int read() throws IOException {
            return hasMore() ? chunk[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0)
                return 0;
            if (!hasMore())
                return -1;
            int some = Math.min(length, end - at);
            System.arraycopy(chunk, at, bytes, offset, some);
            at += some;
            return some;
        }

        private boolean hasMore() throws IOException {
            if (at < end)
                return true;
            if (done)
                return false;
            end = in.readInt();
            at = 0;
            if (end < 0 || end > BUFFER_BYTES)
                throw new DataDamagedException(file, "section " + kind + " has a chunk of " + end + " bytes");
            if (chunk.length < end)
                chunk = new byte[end];
            in.readFully(chunk, 0, end);
            crc.update(chunk, 0, end);
            done = end == 0;
            if (done && in.readInt() != (int) crc.getValue())
                throw new DataDamagedException(file, "section " + kind + " does not have its checksum");
            return !done;
        }

        void drain() throws IOException {
            while (hasMore())
                at = end;
        }
    }
}
