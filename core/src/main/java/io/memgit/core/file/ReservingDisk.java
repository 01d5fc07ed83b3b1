package io.memgit.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk that is full before it is: what is kept free is for those who cannot wait, such as a log.
 * Looks
 * when a file is begun, and each time some megabytes were written.
 */
final class ReservingDisk implements Disk {

    private static final long LOOK_BYTES = 4 << 20;

    /** How much is free where a file is. */
    interface Space {
        long usableBytes(Path file) throws IOException;
    }

    private final Disk disk;
    private final long reserveBytes;
    private final Space space;

    ReservingDisk(Disk disk, long reserveBytes, Space space) {
        this.disk = disk;
        this.reserveBytes = reserveBytes;
        this.space = space;
    }

    static long usableBytes(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        return Files.getFileStore(folder == null ? file : folder).getUsableSpace();
    }

    private void look(Path file, long wanted) throws IOException {
        long usable = space.usableBytes(file);
        if (usable - wanted < reserveBytes)
            throw new DiskFullException("cannot write to %s: %d bytes are free, of which %d stay free"
                    .formatted(file, usable, reserveBytes));
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        disk.createFolder(folder);
    }

    @Override
    public Output create(Path file) throws IOException {
        look(file, 0);
        return new Looking(file, disk.create(file));
    }

    @Override
    public Output append(Path file, long length) throws IOException {
        look(file, 0);
        return new Looking(file, disk.append(file, length));
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        disk.truncate(file, length);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.delete(path);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        disk.syncFolder(folder);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return disk.list(folder);
    }

    @Override
    public long size(Path file) throws IOException {
        return disk.size(file);
    }

    @Override
    public InputStream read(Path file) throws IOException {
        return disk.read(file);
    }

    @Override
    public MemorySegment map(Path file, long length) throws IOException {
        return disk.map(file, length);
    }

    private final class Looking implements Output {

        private final Path file;
        private final Output out;
        private long unlooked;

        Looking(Path file, Output out) {
            this.file = file;
            this.out = out;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            unlooked += bytes.remaining();
            if (unlooked >= LOOK_BYTES) {
                look(file, bytes.remaining());
                unlooked = 0;
            }
            out.write(bytes);
        }

        @Override
        public void overwrite(long position, ByteBuffer bytes) throws IOException {
            out.overwrite(position, bytes);
        }

        @Override
        public MemorySegment map(long position, long length) throws IOException {
            return out.map(position, length);
        }

        @Override
        public void sync() throws IOException {
            out.sync();
        }

        @Override
        public void discard() throws IOException {
            out.discard();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
