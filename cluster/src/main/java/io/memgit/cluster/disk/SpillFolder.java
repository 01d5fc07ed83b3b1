package io.memgit.cluster.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Entries that are too large for the log, each a file by the name of its hash. A file stays until a
 * snapshot covers every entry in the log that refers to it.
 *
 * <p>
 * Files are written by the threads that submit, outside the lock; the lock guards who needs which.
 */
public final class SpillFolder {

    private static final long NOT_APPLIED = -1;

    private final Path folder;
    private final Synced files;
    private final Map<ContentHash, Use> uses = new HashMap<>();

    private SpillFolder(Path folder, Synced files) {
        this.folder = folder;
        this.files = files;
    }

    /** A file that an entry under way needs. */
    public static final class Held {
        private final ContentHash hash;
        private final Use use;
        private boolean left;

        private Held(ContentHash hash, Use use) {
            this.hash = hash;
            this.use = use;
        }

        /** The hash of the entry. */
        public ContentHash hash() {
            return hash;
        }
    }

    private static final class Use {
        private int underWay;
        private boolean written;
        private long lastIndex = NOT_APPLIED;
    }

    static SpillFolder open(Path folder, Synced files) throws IOException {
        files.createFolders(folder);
        return new SpillFolder(folder, files);
    }

    /**
     * Puts an entry on disk; it stays until {@link #applied} or {@link #released} is called for it.
     */
    public Held write(byte[] entry) throws IOException {
        ContentHash hash = ContentHash.of(entry);
        Use use = hold(hash);
        Held held = new Held(hash, use);
        boolean done = false;
        try {
            synchronized (use) { // two with the same content: the second waits for the file of the first
                if (!use.written)
                    files.write(file(hash), out -> out.write(entry));
                use.written = true;
            }
            done = true;
            return held;
        } finally {
            if (!done)
                released(held);
        }
    }

    private synchronized Use hold(ContentHash hash) {
        Use use = uses.computeIfAbsent(hash, h -> new Use());
        use.underWay++;
        return use;
    }

    /**
     * Reads an entry back.
     *
     * @throws DataDamagedException
     *             when it is gone or has another hash
     */
    public byte[] read(ContentHash hash, long size) throws IOException {
        Path file = file(hash);
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length != size || !ContentHash.of(bytes).equals(hash))
                throw new DataDamagedException(file, "it is not the entry that was written");
            return bytes;
        } catch (NoSuchFileException e) {
            throw new DataDamagedException(file, "it is gone, and the log refers to it");
        }
    }

    /** The entry that was submitted is at {@code index}. */
    public synchronized void applied(Held held, long index) {
        leave(held);
        held.use.lastIndex = Math.max(held.use.lastIndex, index);
    }

    /** An entry that is read from the log is at {@code index}. */
    public synchronized void replayed(ContentHash hash, long index) {
        Use use = uses.computeIfAbsent(hash, h -> new Use());
        use.written = true;
        use.lastIndex = Math.max(use.lastIndex, index);
    }

    /** The entry that was submitted will not get an index. */
    public synchronized void released(Held held) throws IOException {
        boolean unused = leave(held) && held.use.underWay == 0 && held.use.lastIndex == NOT_APPLIED;
        if (unused && uses.remove(held.hash, held.use))
            files.delete(file(held.hash));
    }

    /** The entry that was submitted may have an index: its file stays until {@link #dropOrphans}. */
    public synchronized void abandoned(Held held) {
        leave(held);
    }

    private static boolean leave(Held held) {
        if (held.left)
            return false;
        held.left = true;
        held.use.underWay--;
        return true;
    }

    /** A snapshot has all entries up to {@code index}: deletes what only those refer to. */
    public synchronized void covered(long index) throws IOException {
        Iterator<Map.Entry<ContentHash, Use>> all = uses.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<ContentHash, Use> entry = all.next();
            Use use = entry.getValue();
            if (use.underWay > 0 || use.lastIndex == NOT_APPLIED || use.lastIndex > index)
                continue;
            files.delete(file(entry.getKey()));
            all.remove();
        }
    }

    /** Nothing is under way and all of the log was applied: deletes what no entry refers to. */
    public synchronized void dropOrphans() throws IOException {
        uses.values().removeIf(use -> use.lastIndex == NOT_APPLIED);
        Set<String> needed = new HashSet<>();
        uses.keySet().forEach(hash -> needed.add(hash.toString()));
        for (Path file : files.list(folder)) {
            if (!needed.contains(Synced.name(file)))
                files.delete(file);
        }
    }

    private Path file(ContentHash hash) {
        return folder.resolve(hash.toString());
    }
}
