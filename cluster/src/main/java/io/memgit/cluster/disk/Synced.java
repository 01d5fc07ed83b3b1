package io.memgit.cluster.disk;

import io.memgit.core.file.Disk;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Changes of files that are on the disk when the call returns. */
public final class Synced {

    static final String TEMPORARY = ".tmp";

    private static final int BUFFER_BYTES = 1 << 16;

    private final Disk disk;

    /** Changes on {@code disk}. */
    public Synced(Disk disk) {
        this.disk = disk;
    }

    /** Writes the bytes of a file. */
    @FunctionalInterface
    public interface Content {
        /** Called once, with a buffered stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Puts a file in place as a whole: temporary name, sync, rename, sync of the folder. A temporary
     * file is left behind only by a crash.
     */
    void write(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
        try {
            disk.delete(temporary);
            try (Disk.Output output = disk.create(temporary)) {
                OutputStream out = new BufferedOutputStream(new Written(output), BUFFER_BYTES);
                content.writeTo(out);
                out.flush();
                output.sync();
            }
            move(temporary, file);
        } catch (IOException | RuntimeException e) {
            try {
                disk.delete(temporary);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private static final class Written extends OutputStream {
        private final Disk.Output output;

        Written(Disk.Output output) {
            this.output = output;
        }

        @Override
        public void write(int b) throws IOException {
            output.write(ByteBuffer.wrap(new byte[]{(byte) b}));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            output.write(ByteBuffer.wrap(bytes, offset, length));
        }
    }

    /** Renames within one folder. */
    void move(Path from, Path to) throws IOException {
        disk.rename(from, to);
        folder(parentOf(to));
    }

    /** Takes a file away, which lasts once its folder is synced. */
    void delete(Path file) throws IOException {
        disk.delete(file);
    }

    /** Goes on with a file that has {@code length} bytes. */
    Disk.Output open(Path file, long length) throws IOException {
        return disk.append(file, length);
    }

    /** Makes what was created, renamed and deleted in a folder last. */
    void folder(Path folder) throws IOException {
        disk.syncFolder(folder);
    }

    /** Makes what was written to a file last. */
    void file(Path file) throws IOException {
        try (Disk.Output output = disk.append(file, disk.size(file))) {
            output.sync();
        }
    }

    /** Makes a folder and those above it that are missing. */
    void createFolders(Path folder) throws IOException {
        disk.createFolder(folder);
    }

    /** Shortens a file. */
    void truncate(Path file, long bytes) throws IOException {
        disk.truncate(file, bytes);
    }

    /** Deletes a folder with all that is in it; links are not followed. */
    void deleteAll(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (Path child : list(path))
                deleteAll(child);
        }
        disk.delete(path);
    }

    /** What is in a folder, by name; nothing when there is none. */
    List<Path> list(Path folder) throws IOException {
        List<Path> found = new ArrayList<>(disk.list(folder));
        Collections.sort(found);
        return found;
    }

    static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    static Path parentOf(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }
}
