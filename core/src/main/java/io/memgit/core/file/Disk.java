package io.memgit.core.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk: what a file system does for us, and nothing else. Every failure is a
 * {@link DiskException};
 * a full disk is a {@link DiskFullException}.
 */
public interface Disk {

    /** The disk of this machine. */
    static Disk local() {
        return new LocalDisk();
    }

    /**
     * The disk of this machine, of which some is kept free: who would take of that is told that the
     * disk
     * is full.
     */
    static Disk local(long reserveBytes) {
        return new ReservingDisk(new LocalDisk(), reserveBytes, ReservingDisk::usableBytes);
    }

    /** Makes a folder, and those it lies in, unless they are there. It lasts from here on. */
    void createFolder(Path folder) throws IOException;

    /** Makes a new file. Nothing of it is sure to last before {@link Output#sync()} has returned. */
    Output create(Path file) throws IOException;

    /**
     * Goes on with a file that was closed.
     *
     * @param length
     *            what it has now
     * @throws DamagedFileException
     *             when it has another length
     */
    Output append(Path file, long length) throws IOException;

    /** Makes a file shorter, which lasts from here on. */
    void truncate(Path file, long length) throws IOException;

    /**
     * Gives a file another name in the same folder, in the place of what has that name; lasts once the
     * folder is synced.
     */
    void rename(Path from, Path to) throws IOException;

    /** Takes a file or an empty folder away; lasts once its folder is synced. */
    void delete(Path path) throws IOException;

    /** Makes the names in a folder last as they are. */
    void syncFolder(Path folder) throws IOException;

    /** What lies in a folder, nothing when it is not there. */
    List<Path> list(Path folder) throws IOException;

    /** The length of a file in bytes. */
    long size(Path file) throws IOException;

    /** All bytes of a file, from its begin on. */
    InputStream read(Path file) throws IOException;

    /**
     * The first {@code length} bytes of a file, as memory that is read when it is touched. It stays
     * mapped as long as something refers to it, even when the file is deleted.
     */
    MemorySegment map(Path file, long length) throws IOException;

    /** A file that is being written, by one thread. */
    interface Output extends Closeable {

        /** Appends all of {@code bytes}. */
        void write(ByteBuffer bytes) throws IOException;

        /** Writes over bytes that were appended before. */
        void overwrite(long position, ByteBuffer bytes) throws IOException;

        /** Maps bytes that were appended before. */
        MemorySegment map(long position, long length) throws IOException;

        /** Makes all that was written last. */
        void sync() throws IOException;

        /**
         * Closes a file that nobody will read any more and gives its room back now, not only when nothing
         * maps it any longer.
         */
        default void discard() throws IOException {
            close();
        }
    }
}
