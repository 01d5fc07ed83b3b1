package io.memgit.cluster.disk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Changes of files that are on the disk when the call returns. */
public final class Synced {

    static final String TEMPORARY = ".tmp";

    private static final int BUFFER_BYTES = 1 << 16;

    private Synced() {}

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
    static void write(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            move(temporary, file);
        } catch (IOException | RuntimeException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    /** Renames within one folder. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        folder(parentOf(to));
    }

    /** Makes what was created, renamed and deleted in a folder last. */
    public static void folder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes what was written to a file last. */
    static void file(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Makes a folder and those above it that are missing. */
    static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder))
            return;
        Path parent = parentOf(folder);
        createFolders(parent);
        Files.createDirectory(folder);
        folder(parent);
    }

    /** Shortens a file. */
    static void truncate(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
            channel.force(true);
        }
    }

    /** Deletes a folder with all that is in it; links are not followed. */
    static void deleteAll(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (Path child : list(path))
                deleteAll(child);
        }
        Files.deleteIfExists(path);
    }

    /** What is in a folder, by name; nothing when there is none. */
    static List<Path> list(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
                children.forEach(found::add);
            }
        }
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
