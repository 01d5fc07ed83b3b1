package io.memgit.core.object;

import io.memgit.core.file.BlockSums;
import io.memgit.core.file.DamagedFileException;
import io.memgit.core.file.FileName;
import io.memgit.core.file.MappedFile;
import io.memgit.core.file.NewFile;
import io.memgit.core.file.NewFiles;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.name.RepoId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.pack.PackExt;

/**
 * The files of a pack: the pack itself, its index and what else lies beside it, as git has them,
 * and
 * one more that says what they are:
 *
 * <pre>
 *   NAME.sums   magic 4 | version 1 | source 1 | objects 4 | files 1 |
 *               files x ( suffix: length 2, UTF-8 | length 8 | CRC-32C of each 64 KiB 4 ) | CRC-32C of all this 4
 * </pre>
 *
 * @param owner
 *            the repository that made it
 * @param base
 *            the name of the files without a suffix
 * @param source
 *            whether it was received or folded
 * @param objects
 *            how many there are
 * @param files
 *            by suffix
 * @param sumsLength
 *            the length of the file that says all this, in bytes
 */
record PackFiles(RepoId owner, String base, PackSource source, int objects, Map<PackExt, MappedFile> files,
        long sumsLength) {

    private static final String SUMS = "sums";
    private static final int MAGIC = 0x6d677073;
    private static final int VERSION = 1;
    private static final PackSource[] SOURCES = {PackSource.RECEIVE, PackSource.GC, PackSource.GC_REST};

    PackFiles {
        files = Map.copyOf(files);
    }

    /** What is being written: one file after another, then {@link #publish}. */
    static final class Writer implements AutoCloseable {

        private final ObjectFiles all;
        private final RepoId owner;
        private final NewFiles made;
        private final Map<PackExt, NewFile> files = new EnumMap<>(PackExt.class);
        private final Map<PackExt, BlockSums> sums = new EnumMap<>(PackExt.class);

        Writer(ObjectFiles all, RepoId owner) {
            this.all = all;
            this.owner = owner;
            this.made = all.begin(owner);
        }

        /** Begins one of the files. */
        NewFile create(PackExt ext) throws IOException {
            NewFile file = made.create(ext.getExtension());
            files.put(ext, file);
            return file;
        }

        /** Says what the checksums of a file are that was not written from its begin to its end. */
        void summed(PackExt ext, BlockSums of) {
            sums.put(ext, of);
        }

        /**
         * Makes the pack last.
         *
         * @return keeps its files until it is closed, and the files
         */
        Published publish(PackSource source, int objects) throws IOException {
            for (Map.Entry<PackExt, NewFile> each : files.entrySet()) {
                if (!sums.containsKey(each.getKey()))
                    sums.put(each.getKey(), each.getValue().sums());
            }
            byte[] said = said(source, objects, sums);
            made.create(SUMS).write(said);
            ObjectFiles.Pin pin = made.publish();
            Map<PackExt, MappedFile> mapped = new EnumMap<>(PackExt.class);
            sums.forEach((ext, of) -> mapped.put(ext, all.mapped(made.nameOf(ext.getExtension()), of)));
            return new Published(new PackFiles(owner, made.base(), source, objects, mapped, said.length), pin);
        }

        @Override
        public void close() {
            made.close();
        }
    }

    /** A pack that lasts, and what keeps it from being deleted as long as nothing else refers to it. */
    record Published(PackFiles files, ObjectFiles.Pin pin) {}

    /**
     * The pack of this name.
     *
     * @param bytes
     *            the length of all its files together
     * @throws DamagedFileException
     *             when one of its files is not there, or of another length
     */
    static PackFiles open(ObjectFiles all, RepoId owner, String base, long bytes) throws IOException {
        FileName name = new FileName(owner, base + "." + SUMS);
        long length = all.length(name);
        if (length < 0)
            throw new DamagedFileException(all.path(name), "it is not there");
        byte[] said = all.read(name, length);
        try {
            PackFiles files = read(all, owner, base, said);
            for (MappedFile file : files.files.values())
                all.check(file.name(), file.size());
            if (files.bytes() != bytes)
                throw new IllegalArgumentException(
                        "the files of the pack have %d bytes instead of %d".formatted(files.bytes(), bytes));
            return files;
        } catch (IllegalArgumentException e) {
            DamagedFileException damaged = new DamagedFileException(all.path(name), String.valueOf(e.getMessage()));
            damaged.initCause(e);
            throw damaged;
        }
    }

    /** The names of all files. */
    Set<FileName> names() {
        Set<FileName> names = new HashSet<>();
        files.values().forEach(file -> names.add(file.name()));
        names.add(new FileName(owner, base + "." + SUMS));
        return names;
    }

    /** The length of all files together, in bytes. */
    long bytes() {
        return sumsLength + files.values().stream().mapToLong(MappedFile::size).sum();
    }

    /** Maps all files, so that they can be read even when they are deleted. */
    void hold() throws IOException {
        for (MappedFile file : files.values())
            file.hold();
    }

    private static byte[] said(PackSource source, int objects, Map<PackExt, BlockSums> sums) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeByte(VERSION);
        out.writeByte(List.of(SOURCES).indexOf(source));
        out.writeInt(objects);
        out.writeByte(sums.size());
        for (Map.Entry<PackExt, BlockSums> each : sums.entrySet()) {
            out.writeUTF(each.getKey().getExtension());
            out.writeLong(each.getValue().length());
            for (int sum : each.getValue().sums())
                out.writeInt(sum);
        }
        out.writeInt(crc(bytes.toByteArray(), bytes.size()));
        return bytes.toByteArray();
    }

    private static PackFiles read(ObjectFiles all, RepoId owner, String base, byte[] said) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(said));
        int body = said.length - Integer.BYTES;
        if (body < 0 || in.readInt() != MAGIC)
            throw new IllegalArgumentException("these are no checksums of a pack");
        if (crc(said, body) != ByteBuffer.wrap(said).getInt(body))
            throw new IllegalArgumentException("its own checksum is wrong");
        int version = in.readByte();
        if (version != VERSION)
            throw new IllegalArgumentException("it is of version " + version + ", this code reads " + VERSION);
        PackSource source = SOURCES[in.readByte()];
        int objects = in.readInt();
        Map<PackExt, MappedFile> files = new EnumMap<>(PackExt.class);
        for (int left = in.readByte(); left > 0; left--) {
            String suffix = in.readUTF();
            long length = in.readLong();
            int[] sums = new int[BlockSums.blocks(length)];
            for (int i = 0; i < sums.length; i++)
                sums[i] = in.readInt();
            files.put(extension(suffix), all.mapped(new FileName(owner, base + "." + suffix),
                    new BlockSums(length, sums)));
        }
        return new PackFiles(owner, base, source, objects, files, said.length);
    }

    private static PackExt extension(String suffix) {
        for (PackExt ext : PackExt.values()) {
            if (ext.getExtension().equals(suffix))
                return ext;
        }
        throw new IllegalArgumentException("it tells of an unknown file ." + suffix);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
