package io.memgit.core.file;

import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The disk of this machine. */
final class LocalDisk implements Disk {

    @Override
    public void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder))
            return;
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null)
            createFolder(parent);
        doing("make the folder", folder, () -> {
            if (!Files.isDirectory(folder))
                Files.createDirectory(folder);
            return folder;
        });
        if (parent != null)
            syncFolder(parent);
    }

    @Override
    public Output create(Path file) throws IOException {
        return doing("create", file, () -> new LocalOutput(file, FileChannel.open(file,
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)));
    }

    @Override
    public Output append(Path file, long length) throws IOException {
        FileChannel channel = doing("append to", file,
                () -> FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
        boolean good = false;
        try {
            if (channel.size() != length)
                throw new DamagedFileException(file,
                        "it has %d bytes instead of %d".formatted(channel.size(), length));
            channel.position(length);
            good = true;
            return new LocalOutput(file, channel);
        } finally {
            if (!good)
                channel.close();
        }
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        doing("shorten", file, () -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(length);
                channel.force(true);
                return file;
            }
        });
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        doing("rename to " + to.getFileName(), from, () -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
    }

    @Override
    public void delete(Path path) throws IOException {
        doing("delete", path, () -> Files.deleteIfExists(path));
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        doing("sync the folder", folder, () -> {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
                return folder;
            }
        });
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return doing("list", folder, () -> {
            try (Stream<Path> all = Files.list(folder)) {
                return all.toList();
            } catch (NoSuchFileException e) {
                return List.of();
            }
        });
    }

    @Override
    public long size(Path file) throws IOException {
        return doing("look at", file, () -> Files.size(file));
    }

    // Not through a channel, which an interrupt would close.
    @Override
    public InputStream read(Path file) throws IOException {
        return doing("read", file, () -> new LocalInput(file, new FileInputStream(file.toFile())));
    }

    /** Says which file it is that cannot be read. */
    private static final class LocalInput extends FilterInputStream {

        private final Path file;

        LocalInput(Path file, InputStream in) {
            super(in);
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            return doing("read", file, super::read);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return doing("read", file, () -> super.read(target, offset, length));
        }
    }

    @Override
    public MemorySegment map(Path file, long length) throws IOException {
        return doing("map", file, () -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return channel.map(MapMode.READ_ONLY, 0, length, Arena.ofAuto());
            }
        });
    }

    private interface Doing<T> {
        T run() throws IOException;
    }

    private static <T> T doing(String what, Path path, Doing<T> doing) throws IOException {
        try {
            return doing.run();
        } catch (IOException e) {
            String message = "cannot %s %s: %s".formatted(what, path, reason(e));
            throw isFull(e) ? new DiskFullException(message, e) : new DiskException(message, e);
        }
    }

    // The exceptions of file systems have the path for a message, and sometimes nothing else.
    private static String reason(IOException e) {
        String message = e.getMessage();
        return e.getClass() == IOException.class && message != null
                ? message
                : e.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }

    private static boolean isFull(IOException e) {
        String message = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded")
                || message.contains("file too large");
    }

    private record LocalOutput(Path file, FileChannel channel) implements Output {

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            doing("write to", file, () -> {
                while (bytes.hasRemaining())
                    channel.write(bytes);
                return file;
            });
        }

        @Override
        public void overwrite(long position, ByteBuffer bytes) throws IOException {
            doing("write to", file, () -> {
                for (long at = position; bytes.hasRemaining();)
                    at += channel.write(bytes, at);
                return file;
            });
        }

        @Override
        public MemorySegment map(long position, long length) throws IOException {
            return doing("map", file, () -> channel.map(MapMode.READ_ONLY, position, length, Arena.ofAuto()));
        }

        @Override
        public void sync() throws IOException {
            doing("sync", file, () -> {
                channel.force(true);
                return file;
            });
        }

        @Override
        public void discard() throws IOException {
            doing("empty", file, () -> channel.truncate(0));
            close();
        }

        @Override
        public void close() throws IOException {
            doing("close", file, () -> {
                channel.close();
                return file;
            });
        }
    }
}
