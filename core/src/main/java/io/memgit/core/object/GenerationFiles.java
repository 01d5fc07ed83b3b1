package io.memgit.core.object;

import io.memgit.core.file.AppendedFile;
import io.memgit.core.file.DamagedFileException;
import io.memgit.core.file.Disk;
import io.memgit.core.file.FileName;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.file.RepositoryFolder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Where a hot generation lies on disk. Snapshots append to it what has come since the last one, so
 * that no object is written twice. A file is appended to by the process that made it, and by no
 * later
 * one; so what an older snapshot counts of it is never touched.
 *
 * <pre>
 *   NAME.hot    ( length 4 | CRC-32C 4 | piece )*
 *   piece       1 | first unit 4 | records as they are in memory
 *               2 | number 4 | type 1 | id 20 | content
 * </pre>
 */
final class GenerationFiles {

    private static final String SUFFIX = "hot";
    private static final int SMALL = 1;
    private static final int LARGE = 2;
    private static final int HEAD_BYTES = 2 * Integer.BYTES;
    private static final int BUFFER_BYTES = 64 << 10;

    /**
     * A file, as far as it counts.
     *
     * @param name
     *            of the file
     * @param length
     *            how much of it counts, in bytes
     * @param mark
     *            of the generation, up to which everything is in this file or one before it
     */
    record Part(FileName name, long length, long mark) {}

    private List<Part> parts = List.of();
    private @Nullable AppendedFile open;

    /** The files, in the order in which they are read. */
    synchronized List<Part> parts() {
        return parts;
    }

    /** The generation was read from these. */
    synchronized void read(List<Part> from) {
        parts = List.copyOf(from);
        open = null;
    }

    /**
     * Sees to it that all of {@code generation} up to {@code mark} is on disk.
     *
     * @return where
     */
    synchronized List<Part> write(HotGeneration generation, long mark, RepositoryFolder folder) throws IOException {
        long written = parts.isEmpty() ? 0 : parts.getLast().mark;
        if (isWithin(mark, written))
            return parts;
        AppendedFile to = open;
        if (to == null || !to.isWhole()) {
            to = folder.files().append(folder.owner(), SUFFIX);
            open = to;
        }
        to.append(out -> generation.between(written, mark, new Writer(out)));
        Part part = new Part(to.name(), to.length(), mark);
        List<Part> next = new ArrayList<>(parts);
        if (!next.isEmpty() && next.getLast().name.equals(part.name))
            next.removeLast();
        next.add(part);
        parts = List.copyOf(next);
        return parts;
    }

    /**
     * Whether what is published by one mark is by another: a generation's marks grow in both halves.
     */
    private static boolean isWithin(long mark, long other) {
        return (int) mark <= (int) other && mark >>> Integer.SIZE <= other >>> Integer.SIZE;
    }

    private record Writer(Disk.Output out) implements HotGeneration.Pieces {

        @Override
        public void small(int unit, byte[] buffer, int offset, int length) throws IOException {
            ByteBuffer head = ByteBuffer.allocate(1 + Integer.BYTES).put((byte) SMALL).putInt(unit);
            write(head.flip(), ByteBuffer.wrap(buffer, offset, length));
        }

        @Override
        public void large(int number, ObjectId id, int type, byte[] content) throws IOException {
            ByteBuffer head = ByteBuffer.allocate(1 + Integer.BYTES + 1 + Constants.OBJECT_ID_LENGTH)
                    .put((byte) LARGE)
                    .putInt(number)
                    .put((byte) type);
            id.copyRawTo(head);
            write(head.flip(), ByteBuffer.wrap(content));
        }

        private void write(ByteBuffer head, ByteBuffer content) throws IOException {
            CRC32C crc = new CRC32C();
            crc.update(head.duplicate());
            crc.update(content.duplicate());
            ByteBuffer start = ByteBuffer.allocate(HEAD_BYTES + head.remaining())
                    .putInt(head.remaining() + content.remaining())
                    .putInt((int) crc.getValue())
                    .put(head);
            out.write(start.flip());
            out.write(content);
        }
    }

    /** Reads a generation from its begin, as far as it is asked to. */
    static final class Reader {

        private final ObjectFiles files;
        private final HotGeneration generation = new HotGeneration();
        private List<Part> parts = List.of();

        Reader(ObjectFiles files) {
            this.files = files;
        }

        HotGeneration generation() {
            return generation;
        }

        /** Somebody needs the generation as far as it is in these; what is needed most is read. */
        void need(List<Part> wanted) {
            if (parts.isEmpty() || !isWithin(wanted.getLast().mark, parts.getLast().mark))
                parts = List.copyOf(wanted);
        }

        /**
         * Reads what was needed.
         *
         * @throws IOException
         *             when a file is damaged; its message names it
         */
        void read() throws IOException {
            for (Part part : parts)
                read(part, this::take);
            Part last = parts.getLast();
            try {
                generation.restored(last.mark);
            } catch (IllegalArgumentException e) {
                throw damaged(last, e);
            }
            generation.files().read(parts);
        }

        /** How far it is needed. */
        long mark() {
            return parts.getLast().mark;
        }

        /** The length of the files as far as they are needed, in bytes. */
        long length() {
            return parts.stream().mapToLong(Part::length).sum();
        }

        /**
         * Gives each object up to {@code mark} without bringing the generation into memory.
         *
         * @throws IOException
         *             when a file is damaged, or {@code each} cannot take it
         */
        void forEach(long mark, WholePack.Each each) throws IOException {
            generation.files().read(parts);
            for (Part part : parts)
                read(part, piece -> give(piece, mark, each));
        }

        private static void give(ByteBuffer piece, long mark, WholePack.Each each) throws IOException {
            int kind = piece.get();
            int number = piece.getInt();
            if (kind == SMALL) {
                HotGeneration.records(rest(piece), (int) mark - number, each);
            } else if (number < (int) (mark >>> Integer.SIZE)) {
                Large large = Large.of(piece, kind);
                each.take(large.id, new ObjectView(large.type, large.content, 0, large.content.length));
            }
        }

        /** Takes a piece whose checksum is right. */
        private interface Taker {
            void take(ByteBuffer piece) throws IOException;
        }

        private void read(Part part, Taker taker) throws IOException {
            if (files.length(part.name) < part.length)
                throw new DamagedFileException(files.path(part.name),
                        "it has %d bytes instead of %d".formatted(files.length(part.name), part.length));
            try (DataInputStream in = new DataInputStream(
                    new BufferedInputStream(files.stream(part.name), BUFFER_BYTES))) {
                for (long at = 0; at < part.length;)
                    at += readPiece(in, part.length - at, taker);
            } catch (IllegalArgumentException | EOFException e) {
                throw damaged(part, e);
            }
        }

        private static long readPiece(DataInputStream in, long left, Taker taker) throws IOException {
            int length = in.readInt();
            int checksum = in.readInt();
            if (length <= 0 || length > left - HEAD_BYTES)
                throw new IllegalArgumentException("a piece of " + length + " bytes");
            byte[] piece = in.readNBytes(length);
            CRC32C crc = new CRC32C();
            crc.update(piece);
            if (piece.length < length || (int) crc.getValue() != checksum)
                throw new IllegalArgumentException("the checksum of %d bytes is wrong".formatted(length));
            taker.take(ByteBuffer.wrap(piece));
            return (long) HEAD_BYTES + length;
        }

        private void take(ByteBuffer piece) {
            int kind = piece.get();
            int number = piece.getInt();
            if (kind == SMALL) {
                generation.restoreSmall(number, rest(piece));
                return;
            }
            Large large = Large.of(piece, kind);
            generation.restoreLarge(number, large.id, large.type, large.content);
        }

        /** The rest of a piece that is a large object. */
        @SuppressWarnings("ArrayRecordComponent") // handed over
        private record Large(ObjectId id, int type, byte[] content) {

            static Large of(ByteBuffer piece, int kind) {
                if (kind != LARGE)
                    throw new IllegalArgumentException("a piece of the unknown kind " + kind);
                int type = piece.get();
                byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
                piece.get(id);
                return new Large(ObjectId.fromRaw(id), type, rest(piece));
            }
        }

        private static byte[] rest(ByteBuffer piece) {
            byte[] rest = new byte[piece.remaining()];
            piece.get(rest);
            return rest;
        }

        private DamagedFileException damaged(Part part, Exception cause) {
            DamagedFileException damaged = new DamagedFileException(files.path(part.name),
                    String.valueOf(cause.getMessage()));
            damaged.initCause(cause);
            return damaged;
        }
    }
}
