package io.memgit.core.file;

import io.memgit.core.name.RepoId;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * All files of repositories below a data directory, which is this process's alone. Knows which
 * files
 * there are, and deletes what it is told is needed no more.
 *
 * <p>
 * Safe for any number of threads. A new file is pinned until whoever made it has put it where
 * others
 * find it; what is pinned is never deleted.
 */
public final class ObjectFiles {

    static final String TEMPORARY = "tmp-";

    private static final String FOLDER = "repositories";
    private static final HexFormat HEX = HexFormat.of();

    /** A file that is there, in the order in which they came. */
    private record Known(long number, long bytes) {}

    /**
     * What was there at one moment.
     *
     * @param number
     *            of the newest file
     * @param pinned
     *            what was pinned
     */
    public record Moment(long number, Set<FileName> pinned) {}

    /** Keeps files from being deleted. */
    public interface Pin extends AutoCloseable {

        /** What is pinned. */
        Set<FileName> names();

        /** Lets the files go; may be called again. */
        @Override
        void close();
    }

    private final Path folder;
    private final Disk disk;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<FileName, Known> known = new HashMap<>();
    private final Map<FileName, Integer> pins = new HashMap<>();
    private final AtomicLong names;
    private long numbers;

    private ObjectFiles(Path folder, Disk disk, long firstName) {
        this.folder = folder;
        this.disk = disk;
        this.names = new AtomicLong(firstName);
    }

    /**
     * Opens the files below {@code data}, and deletes those that were being written when the last
     * process ended.
     *
     * @param firstName
     *            64 random bits, from which names are counted
     */
    public static ObjectFiles open(Path data, Disk disk, long firstName) throws IOException {
        ObjectFiles files = new ObjectFiles(data.resolve(FOLDER), disk, firstName);
        disk.createFolder(files.folder);
        // A process that was killed may have made folders and not come to syncing their names.
        disk.syncFolder(data);
        disk.syncFolder(files.folder);
        for (Path each : disk.list(files.folder)) {
            RepoId owner = RepoId.parse(each.getFileName().toString())
                    .orElseThrow(() -> new IOException(each + " is in a folder where only repositories are"));
            files.readFolder(owner);
        }
        return files;
    }

    private void readFolder(RepoId owner) throws IOException {
        boolean cleaned = false;
        for (Path file : disk.list(folderOf(owner))) {
            String name = file.getFileName().toString();
            if (name.startsWith(TEMPORARY)) {
                disk.delete(file);
                cleaned = true;
            } else {
                add(new FileName(owner, name), disk.size(file));
            }
        }
        if (cleaned)
            disk.syncFolder(folderOf(owner));
    }

    /** Begins files of a repository that are to be made together. */
    public NewFiles begin(RepoId owner) {
        return new NewFiles(this, disk, owner, HEX.toHexDigits(names.getAndIncrement()));
    }

    /** Begins a file that is appended to, and syncs it each time. */
    public AppendedFile append(RepoId owner, String suffix) throws IOException {
        FileName name = new FileName(owner, HEX.toHexDigits(names.getAndIncrement()) + "." + suffix);
        return AppendedFile.create(this, disk, name);
    }

    /** A file, to be read when it is needed. */
    public MappedFile mapped(FileName name, BlockSums sums) {
        return new MappedFile(this, name, sums);
    }

    /**
     * All bytes of a short file.
     *
     * @throws DamagedFileException
     *             when it has another length
     */
    public byte[] read(FileName name, long length) throws IOException {
        try (InputStream in = stream(name)) {
            byte[] bytes = in.readNBytes(Math.toIntExact(length + 1));
            if (bytes.length == length)
                return bytes;
            throw new DamagedFileException(path(name), "it has other than " + length + " bytes");
        }
    }

    /** A file from its begin on. Whoever reads it says in his exceptions which it is. */
    public InputStream stream(FileName name) throws IOException {
        return disk.read(path(name));
    }

    /**
     * Looks for a file without reading it.
     *
     * @throws DamagedFileException
     *             when it is not there, or has another length
     */
    public void check(FileName name, long length) throws IOException {
        Known file;
        lock.lock();
        try {
            file = known.get(name);
        } finally {
            lock.unlock();
        }
        if (file == null)
            throw new DamagedFileException(path(name), "it is not there");
        if (file.bytes != length)
            throw new DamagedFileException(path(name), "it has %d bytes instead of %d".formatted(file.bytes, length));
    }

    /** Which files there are. */
    public Set<FileName> names() {
        lock.lock();
        try {
            return Set.copyOf(known.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** The length of a file in bytes, or -1 when it is not there. */
    public long length(FileName name) {
        lock.lock();
        try {
            Known file = known.get(name);
            return file == null ? -1 : file.bytes;
        } finally {
            lock.unlock();
        }
    }

    /** The length of all files together, in bytes. */
    public long bytes() {
        lock.lock();
        try {
            return known.values().stream().mapToLong(Known::bytes).sum();
        } finally {
            lock.unlock();
        }
    }

    /** What is there now. */
    public Moment now() {
        lock.lock();
        try {
            return new Moment(numbers, Set.copyOf(pins.keySet()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Deletes what was there and not pinned at {@code moment}, unless it is needed.
     *
     * @return how many bytes are free now
     * @throws IOException
     *             when some file cannot be deleted; the others are
     */
    public long deleteAllBut(Moment moment, Predicate<FileName> needed) throws IOException {
        List<FileName> gone = new ArrayList<>();
        lock.lock();
        try {
            known.forEach((name, file) -> {
                if (file.number <= moment.number && !moment.pinned.contains(name) && !pins.containsKey(name)
                        && !needed.test(name))
                    gone.add(name);
            });
        } finally {
            lock.unlock();
        }
        long freed = 0;
        Set<RepoId> owners = new HashSet<>();
        for (FileName name : gone) {
            freed += delete(name);
            owners.add(name.owner());
        }
        for (RepoId owner : owners)
            tidy(owner);
        return freed;
    }

    private long delete(FileName name) throws IOException {
        disk.delete(path(name));
        lock.lock();
        try {
            Known file = known.remove(name);
            return file == null ? 0 : file.bytes;
        } finally {
            lock.unlock();
        }
    }

    private void tidy(RepoId owner) throws IOException {
        lock.lock();
        try {
            Path of = folderOf(owner);
            if (disk.list(of).isEmpty())
                disk.delete(of);
            else
                disk.syncFolder(of);
        } finally {
            lock.unlock();
        }
    }

    /** Where a file is. */
    public Path path(FileName name) {
        return folderOf(name.owner()).resolve(name.name());
    }

    Path folderOf(RepoId owner) {
        return folder.resolve(owner.toString());
    }

    MemorySegment map(FileName name, long length) throws IOException {
        Path path = path(name);
        long found = disk.size(path);
        if (found < length)
            throw new DamagedFileException(path, "it has %d bytes instead of %d".formatted(found, length));
        return disk.map(path, length);
    }

    /** Makes a new file in the folder of a repository, which is made when it is not there. */
    Disk.Output create(RepoId owner, String name) throws IOException {
        // Nobody may take the folder away in between.
        lock.lock();
        try {
            disk.createFolder(folderOf(owner));
            return disk.create(folderOf(owner).resolve(name));
        } finally {
            lock.unlock();
        }
    }

    /** These files are there now, and pinned. */
    Pin added(Map<FileName, Long> lengths) {
        lock.lock();
        try {
            lengths.forEach((name, length) -> {
                add(name, length);
                pins.merge(name, 1, Integer::sum);
            });
        } finally {
            lock.unlock();
        }
        return new HeldPin(Set.copyOf(lengths.keySet()));
    }

    /** An appended file has this length now. */
    void grown(FileName name, long length) {
        lock.lock();
        try {
            Known before = known.get(name);
            known.put(name, new Known(before == null ? ++numbers : before.number, length));
        } finally {
            lock.unlock();
        }
    }

    private void add(FileName name, long bytes) {
        known.put(name, new Known(++numbers, bytes));
    }

    private void unpin(Collection<FileName> released) {
        lock.lock();
        try {
            released.forEach(name -> pins.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1));
        } finally {
            lock.unlock();
        }
    }

    private final class HeldPin implements Pin {

        private final Set<FileName> names;
        private boolean closed;

        HeldPin(Set<FileName> names) {
            this.names = names;
        }

        @Override
        public Set<FileName> names() {
            return names;
        }

        @Override
        public synchronized void close() {
            if (!closed)
                unpin(names);
            closed = true;
        }
    }
}
