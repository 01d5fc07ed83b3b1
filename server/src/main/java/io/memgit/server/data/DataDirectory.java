package io.memgit.server.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** A folder that is there, can be written to, and is used by no other server while this is open. */
public final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "memgit.lock";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the folder where it is missing, readable by its owner only, and locks it.
     *
     * @throws UnusableDirectoryException
     *             when it cannot be made, written to or locked; the message is a whole sentence
     */
    public static DataDirectory open(Path folder) throws UnusableDirectoryException {
        Path path = folder.toAbsolutePath().normalize();
        try {
            create(path);
            FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new UnusableDirectoryException("the data directory " + path + " is in use by another server");
            }
            return new DataDirectory(path, channel, lock);
        } catch (IOException e) {
            throw new UnusableDirectoryException("the data directory " + path + " cannot be used: " + reason(e));
        }
    }

    /** The folder, absolute. */
    public Path path() {
        return path;
    }

    /** Whether files can still be written there. */
    public boolean isUsable() {
        return lock.isValid() && Files.isWritable(path);
    }

    @Override
    public void close() throws IOException {
        lock.close();
        channel.close();
    }

    /** Its name lasts from here on, also when an earlier start made it and came no further. */
    private static void create(Path path) throws IOException {
        Path parent = path.getParent();
        if (!Files.isDirectory(path)) {
            if (parent != null)
                create(parent);
            make(path);
        }
        // Whoever may not even list the folder above did not make this one.
        if (parent != null && Files.isReadable(parent)) {
            try (FileChannel names = FileChannel.open(parent, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private static void make(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix"))
            Files.createDirectory(path,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        else
            Files.createDirectory(path);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission";
            case java.nio.file.FileAlreadyExistsException exists -> "it, or a folder above it, is a file";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
