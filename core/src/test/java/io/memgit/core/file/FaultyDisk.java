package io.memgit.core.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A real folder that is never really synced, and forgets what was not: fails at a chosen write,
 * sync, rename or other
 * operation, and says what a disk would have after the power was cut there.
 *
 * <p>
 * What lasts of a file is what it had when it was last synced; of a folder, the names it had when
 * it
 * was last synced. What came later may last in part, and is chosen at random.
 */
public final class FaultyDisk implements Disk {

    /** The process ends here: nobody catches it, and nothing reaches the disk after it. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** What goes wrong. */
    public enum Fault {
        /** The process ends. */
        CRASH,
        /** No operation that needs room succeeds, until {@link FaultyDisk#repair}. */
        FULL,
        /** This one operation fails. */
        BROKEN
    }

    private static final class Inode {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] synced = {};

        void overwrite(long position, byte[] by) {
            byte[] all = bytes.toByteArray();
            System.arraycopy(by, 0, all, (int) position, by.length);
            bytes.reset();
            bytes.writeBytes(all);
        }
    }

    private static final class Folder {
        final Map<String, Inode> now = new TreeMap<>();
        final Map<String, Inode> synced = new TreeMap<>();
    }

    private final Disk real = Disk.local();
    private final Map<Path, Folder> folders = new HashMap<>();
    private long operations;
    private long failAt = Long.MAX_VALUE;
    private Fault fault = Fault.CRASH;
    private boolean syncingFiles = true;
    private boolean syncingFolders = true;

    /** From now on, the operation of this number, counted from 0, goes wrong. */
    public void failAt(long operation, Fault what) {
        failAt = operation;
        fault = what;
    }

    /** Nothing goes wrong any more. */
    public void repair() {
        failAt = Long.MAX_VALUE;
    }

    /** Plays code that forgets to sync what it writes. */
    public void syncNoFiles() {
        syncingFiles = false;
    }

    /** Plays code that forgets to sync the names it gives. */
    public void syncNoFolders() {
        syncingFolders = false;
    }

    /** How many operations there were. */
    public long operations() {
        return operations;
    }

    /**
     * Writes what a disk would have if the power was cut now.
     *
     * @param root
     *            the folder to be written anew
     * @param into
     *            a folder that is not there yet
     * @param random
     *            decides about what was not synced, or null to drop all of it
     */
    public void writeSurvivors(Path root, Path into, @Nullable Random random) throws IOException {
        for (Map.Entry<Path, Folder> each : folders.entrySet()) {
            if (!each.getKey().startsWith(root))
                continue;
            Path folder = into.resolve(root.relativize(each.getKey()));
            Files.createDirectories(folder);
            for (Map.Entry<String, Inode> file : survivors(each.getValue(), random).entrySet())
                Files.write(folder.resolve(file.getKey()), survivor(file.getValue(), random));
        }
    }

    private static Map<String, Inode> survivors(Folder folder, @Nullable Random random) {
        Map<String, Inode> names = new TreeMap<>(folder.synced);
        if (random == null)
            return names;
        Set<String> all = new HashSet<>(folder.now.keySet());
        all.addAll(names.keySet());
        for (String name : all) {
            if (random.nextBoolean())
                continue;
            Inode now = folder.now.get(name);
            if (now == null)
                names.remove(name);
            else
                names.put(name, now);
        }
        return names;
    }

    private static byte[] survivor(Inode inode, @Nullable Random random) {
        byte[] now = inode.bytes.toByteArray();
        if (random == null || now.length <= inode.synced.length || random.nextBoolean())
            return inode.synced;
        // A part of what was written later, or room for it and nothing in it.
        byte[] torn = Arrays.copyOf(now, inode.synced.length + random.nextInt(now.length - inode.synced.length + 1));
        if (random.nextBoolean())
            Arrays.fill(torn, inode.synced.length, torn.length, (byte) 0);
        return torn;
    }

    private void step(String what, Path path, boolean needsRoom) throws IOException {
        long now = operations++;
        if (now < failAt)
            return;
        switch (fault) {
            case CRASH -> throw new Crash();
            case FULL -> {
                if (needsRoom)
                    throw new DiskFullException("cannot " + what + " " + path + ": No space left on device",
                            new IOException("No space left on device"));
            }
            case BROKEN -> {
                if (now == failAt)
                    throw new DiskException("cannot " + what + " " + path + ": Input/output error");
            }
        }
    }

    private Folder folder(Path folder) {
        return folders.computeIfAbsent(folder, _ -> new Folder());
    }

    private Folder folderOf(Path file) {
        return folder(Objects.requireNonNull(file.getParent()));
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder))
            return;
        step("make", folder, true);
        Files.createDirectories(folder);
        folder(folder);
    }

    @Override
    public Output create(Path file) throws IOException {
        step("create", file, true);
        Output out = real.create(file);
        Inode inode = new Inode();
        folderOf(file).now.put(file.getFileName().toString(), inode);
        return new Recorded(file, inode, out);
    }

    @Override
    public Output append(Path file, long length) throws IOException {
        step("append to", file, false);
        Inode inode = folderOf(file).now.get(file.getFileName().toString());
        return new Recorded(file, Objects.requireNonNull(inode), real.append(file, length));
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        step("shorten", file, false);
        real.truncate(file, length);
        Inode inode = Objects.requireNonNull(folderOf(file).now.get(file.getFileName().toString()));
        byte[] shorter = Arrays.copyOf(inode.bytes.toByteArray(), Math.toIntExact(length));
        inode.bytes.reset();
        inode.bytes.writeBytes(shorter);
        inode.synced = shorter;
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step("rename", from, true);
        real.rename(from, to);
        Folder folder = folderOf(from);
        folder.now.put(to.getFileName().toString(),
                Objects.requireNonNull(folder.now.remove(from.getFileName().toString())));
    }

    @Override
    public void delete(Path path) throws IOException {
        step("delete", path, false);
        real.delete(path);
        if (folders.remove(path) == null)
            folderOf(path).now.remove(path.getFileName().toString());
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        step("sync", folder, false);
        if (!syncingFolders)
            return;
        Folder of = folder(folder);
        of.synced.clear();
        of.synced.putAll(of.now);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return real.list(folder);
    }

    @Override
    public long size(Path file) throws IOException {
        return real.size(file);
    }

    @Override
    public InputStream read(Path file) throws IOException {
        return real.read(file);
    }

    @Override
    public MemorySegment map(Path file, long length) throws IOException {
        return real.map(file, length);
    }

    private final class Recorded implements Output {

        private final Path file;
        private final Inode inode;
        private final Output out;

        Recorded(Path file, Inode inode, Output out) {
            this.file = file;
            this.inode = inode;
            this.out = out;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            try {
                step("write to", file, true);
            } catch (IOException | Crash e) {
                // Half of it came through.
                inode.bytes.write(copy, 0, copy.length / 2);
                out.write(bytes.slice(bytes.position(), copy.length / 2));
                throw e;
            }
            out.write(bytes);
            inode.bytes.writeBytes(copy);
        }

        @Override
        public void overwrite(long position, ByteBuffer bytes) throws IOException {
            step("write to", file, true);
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            out.overwrite(position, bytes);
            inode.overwrite(position, copy);
        }

        @Override
        public MemorySegment map(long position, long length) throws IOException {
            return out.map(position, length);
        }

        @Override
        public void sync() throws IOException {
            step("sync", file, true);
            if (syncingFiles)
                inode.synced = inode.bytes.toByteArray();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
