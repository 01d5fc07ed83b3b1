package io.memgit.core.file;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file that grows at its end, as long as this process lives. It has its name from the start: what
 * refers to it says how much of it counts. After a failure nothing is appended to it any more, for
 * nobody knows what the disk has.
 */
public final class AppendedFile {

    private final ObjectFiles files;
    private final Disk disk;
    private final FileName name;
    private long length;
    private boolean broken;

    private AppendedFile(ObjectFiles files, Disk disk, FileName name) {
        this.files = files;
        this.disk = disk;
        this.name = name;
    }

    static AppendedFile create(ObjectFiles files, Disk disk, FileName name) throws IOException {
        AppendedFile file = new AppendedFile(files, disk, name);
        files.create(name.owner(), name.name()).close();
        files.grown(name, 0);
        Path folder = files.folderOf(name.owner());
        disk.syncFolder(folder);
        return file;
    }

    public FileName name() {
        return name;
    }

    /** How many bytes are sure to last. */
    public long length() {
        return length;
    }

    /** Whether it can be appended to. */
    public boolean isWhole() {
        return !broken;
    }

    /** Something that writes to the end of a file. */
    public interface Writing {
        void to(Disk.Output out) throws IOException;
    }

    /** Has bytes appended; they last when this returns. */
    public void append(Writing writing) throws IOException {
        boolean done = false;
        try (Counted out = new Counted(disk.append(files.path(name), length))) {
            writing.to(out);
            out.sync();
            length += out.written;
            done = true;
        } finally {
            broken |= !done;
        }
        files.grown(name, length);
    }

    /** Has {@code bytes} appended; they last when this returns. */
    public void append(ByteBuffer bytes) throws IOException {
        append(out -> out.write(bytes));
    }

    private static final class Counted implements Disk.Output {

        private final Disk.Output out;
        private long written;

        Counted(Disk.Output out) {
            this.out = out;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            int length = bytes.remaining();
            out.write(bytes);
            written += length;
        }

        @Override
        public void overwrite(long position, ByteBuffer bytes) throws IOException {
            out.overwrite(position, bytes);
        }

        @Override
        public MemorySegment map(long position, long count) throws IOException {
            return out.map(position, count);
        }

        @Override
        public void sync() throws IOException {
            out.sync();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
