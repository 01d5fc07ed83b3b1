package io.memgit.cluster.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, before Ratis opens a log, what is wrong with it: a torn end that nobody was answered for
 * is
 * cut and a copy kept, a rename that was lost is done again, and everything else is damage.
 *
 * <p>
 * The end is torn when every index up to the high-water mark comes before it and nothing whole
 * follows
 * that was submitted after it was synced ({@link SyncedMark}). Ratis itself would refuse a torn end
 * and
 * accept a log that lost its last file.
 */
public final class LogScan {

    private static final Logger LOG = LoggerFactory.getLogger(LogScan.class);
    private static final int COPIES_KEPT = 8;

    private final GroupFolder folder;
    private final Synced files;
    private final long snapshotIndex;
    private final long answered;

    /**
     * @param snapshotIndex
     *            the last index that the newest snapshot has in it, or -1
     * @param answered
     *            the highest index that was answered, or {@link HighWater#NONE}
     */
    public LogScan(GroupFolder folder, long snapshotIndex, long answered) {
        this.folder = folder;
        this.files = folder.files();
        this.snapshotIndex = snapshotIndex;
        this.answered = answered;
    }

    /**
     * Sees that everything that was answered is there, and mends what may be mended.
     *
     * @return the index of the last entry, or -1
     * @throws DataDamagedException
     *             naming the file and the byte at which it is damaged
     */
    public long run() throws IOException {
        List<SegmentName> segments = segments();
        dropPurged(segments);
        closeAllButTheLast(segments);
        requireBeginning(segments);
        long next = segments.isEmpty() ? snapshotIndex + 1 : segments.getFirst().start();
        Path last = folder.segments();
        for (SegmentName segment : segments) {
            if (segment.start() != next)
                throw new DataDamagedException(segment.file(),
                        "it begins with entry " + segment.start() + ", and " + next + " is missing");
            next = segment.isOpen() ? checkOpen(segment) : checkClosed(segment);
            last = segment.file();
        }
        syncAll();
        long end = Math.max(next - 1, snapshotIndex);
        if (end < answered)
            throw new DataDamagedException(last,
                    "the log ends with entry " + end + ", and entry " + answered + " was answered");
        return end;
    }

    /**
     * Cuts the entries after {@code index} off the open segment, none of which was answered: after a
     * failed write or sync, the system may show bytes that never reached the disk.
     */
    public void cutBehind(long index) throws IOException {
        List<SegmentName> segments = segments();
        if (segments.isEmpty() || !segments.getLast().isOpen())
            return;
        SegmentName segment = segments.getLast();
        byte[] bytes = Files.readAllBytes(segment.file());
        SegmentScan scan = new SegmentScan(bytes, segment.start());
        int end = scan.offsetOf(Math.max(index + 1, segment.start()));
        int tail = scan.endOfTail();
        if (tail > end)
            cut(segment, bytes, end, tail);
    }

    /**
     * A process that was killed leaves entries that are not synced yet. From now on they count as such,
     * in
     * what is answered and in the marks of later entries.
     */
    private void syncAll() throws IOException {
        for (SegmentName segment : segments())
            files.file(segment.file());
    }

    /** Takes the entries of a log, in their order. */
    public interface Reader {

        /**
         * Takes the next entry.
         *
         * @param entry
         *            as Ratis wrote it, in its own protobuf; not to be kept
         */
        void entry(long index, ByteBuffer entry) throws IOException;
    }

    /**
     * Reads the entries from {@code first} to {@code last}; {@link #run} has seen that they are there.
     */
    public void read(long first, long last, Reader reader) throws IOException {
        for (SegmentName segment : segments()) {
            if (segment.start() <= last && (segment.isOpen() || segment.end() >= first))
                new SegmentScan(Files.readAllBytes(segment.file()), segment.start()).forEach(first, last, reader);
        }
    }

    private List<SegmentName> segments() throws IOException {
        List<SegmentName> found = new ArrayList<>();
        for (Path file : files.list(folder.segments()))
            SegmentName.parse(file).ifPresent(found::add);
        found.sort(Comparator.comparingLong(SegmentName::start).thenComparing(SegmentName::isOpen));
        return found;
    }

    /** Ratis does not sync the folder after it purged: some deleted files may be back, others not. */
    private void dropPurged(List<SegmentName> segments) throws IOException {
        for (int i = segments.size() - 2; i >= 0; i--) {
            SegmentName segment = segments.get(i);
            if (segment.isOpen() || segment.end() > snapshotIndex || segment.end() + 1 >= segments.get(i + 1).start())
                continue;
            for (SegmentName purged : segments.subList(0, i + 1))
                files.delete(purged.file());
            segments.subList(0, i + 1).clear();
            files.folder(folder.segments());
            return;
        }
    }

    /** A full segment whose rename was lost still has the name of an open one. */
    private void closeAllButTheLast(List<SegmentName> segments) throws IOException {
        for (int i = 0; i < segments.size() - 1; i++) {
            SegmentName segment = segments.get(i);
            if (!segment.isOpen())
                continue;
            long last = segments.get(i + 1).start() - 1;
            SegmentScan scan = new SegmentScan(Files.readAllBytes(segment.file()), segment.start());
            if (scan.next() - 1 != last || !scan.isCleanBehind())
                throw new DataDamagedException(segment.file(), scan.end(),
                        "entry " + scan.next() + " of those up to " + last + " is not whole");
            Path closed = segment.closedAt(last);
            LOG.warn("{} is full and gets the name {}", segment.file(), closed.getFileName());
            files.move(segment.file(), closed);
            segments.set(i, new SegmentName(closed, segment.start(), last));
        }
    }

    private void requireBeginning(List<SegmentName> segments) throws IOException {
        if (!segments.isEmpty() && segments.getFirst().start() > snapshotIndex + 1)
            throw new DataDamagedException(segments.getFirst().file(), "the log begins with entry "
                    + segments.getFirst().start() + ", and the newest snapshot ends with " + snapshotIndex);
    }

    private long checkClosed(SegmentName segment) throws IOException {
        SegmentScan scan = new SegmentScan(Files.readAllBytes(segment.file()), segment.start());
        if (scan.next() != segment.end() + 1 || !scan.isCleanBehind())
            throw new DataDamagedException(segment.file(), scan.end(), "entry " + scan.next() + " is not whole");
        return scan.next();
    }

    private long checkOpen(SegmentName segment) throws IOException {
        byte[] bytes = Files.readAllBytes(segment.file());
        SegmentScan scan = new SegmentScan(bytes, segment.start());
        if (!scan.isCleanBehind()) {
            if (scan.next() <= answered)
                throw new DataDamagedException(segment.file(), scan.end(),
                        "entry " + scan.next() + " is not whole, and was answered");
            if (scan.wasSyncedBeforeItBroke())
                throw new DataDamagedException(segment.file(), scan.end(),
                        "entry " + scan.next() + " is not whole, and a later one says that it was");
            cut(segment, bytes, scan.end(), scan.endOfTail());
        }
        if (scan.next() == segment.start() && scan.next() > answered) {
            files.delete(segment.file()); // no entry yet: Ratis starts it anew
            files.folder(folder.segments());
        }
        return scan.next();
    }

    private void cut(SegmentName segment, byte[] bytes, int from, int to) throws IOException {
        Path copy = folder.cut().resolve(Synced.name(segment.file()) + "-at-" + from);
        LOG.warn("{} ends in {} bytes that nobody was answered for; they go to {}", segment.file(), to - from, copy);
        files.createFolders(folder.cut());
        dropOldCopies();
        files.write(copy, out -> out.write(bytes, from, to - from));
        files.truncate(segment.file(), from);
    }

    private void dropOldCopies() throws IOException {
        List<Path> copies = new ArrayList<>(files.list(folder.cut()));
        while (copies.size() >= COPIES_KEPT) {
            Path oldest = copies.getFirst();
            for (Path copy : copies) {
                if (Files.getLastModifiedTime(copy).compareTo(Files.getLastModifiedTime(oldest)) < 0)
                    oldest = copy;
            }
            files.delete(oldest);
            copies.remove(oldest);
        }
    }
}
