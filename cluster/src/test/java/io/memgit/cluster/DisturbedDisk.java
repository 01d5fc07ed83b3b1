package io.memgit.cluster;

import io.memgit.core.file.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The disk of this machine, with something that happens before each change: it may fail, or take
 * its time.
 */
final class DisturbedDisk implements Disk {

    private final Disk real = Disk.local();
    private final Disturbance disturbance;

    /** What happens before a change. */
    @FunctionalInterface
    interface Disturbance {
        /** Does nothing, waits, or throws. */
        void before(String change, Path path) throws IOException;
    }

    DisturbedDisk(Disturbance disturbance) {
        this.disturbance = disturbance;
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        disturbance.before("make folder", folder);
        real.createFolder(folder);
    }

    @Override
    public Output create(Path file) throws IOException {
        disturbance.before("create", file);
        return new Disturbed(file, real.create(file));
    }

    @Override
    public Output append(Path file, long length) throws IOException {
        disturbance.before("append", file);
        return new Disturbed(file, real.append(file, length));
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        disturbance.before("shorten", file);
        real.truncate(file, length);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disturbance.before("rename", from);
        real.rename(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        disturbance.before("delete", path);
        real.delete(path);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        disturbance.before("sync folder", folder);
        real.syncFolder(folder);
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

    private final class Disturbed implements Output {
        private final Path file;
        private final Output out;

        Disturbed(Path file, Output out) {
            this.file = file;
            this.out = out;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            disturbance.before("write", file);
            out.write(bytes);
        }

        @Override
        public void overwrite(long position, ByteBuffer bytes) throws IOException {
            disturbance.before("overwrite", file);
            out.overwrite(position, bytes);
        }

        @Override
        public MemorySegment map(long position, long length) throws IOException {
            return out.map(position, length);
        }

        @Override
        public void sync() throws IOException {
            disturbance.before("sync", file);
            out.sync();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
