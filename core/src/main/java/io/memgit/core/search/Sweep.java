package io.memgit.core.search;

import io.memgit.core.pattern.LinePattern;
import io.memgit.core.pattern.LineScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.MutableObjectId;
import org.eclipse.jgit.lib.ObjectId;

/** Counts the hits of each file, in parallel. */
final class Sweep {

    /** Not looked at: the time was over before. */
    static final int UNKNOWN = -1;
    /** Larger than files that are searched. */
    static final int SKIPPED = -2;

    private static final int FILES_AT_A_TIME = 64;
    private static final int MOST_TO_LEARN = 200_000;
    private static final int BYTES_THAT_TELL_BINARY = 8_000;
    private static final int BYTES_BETWEEN_LOOKS = 64 << 10;

    private final FileList files;
    private final LinePattern pattern;
    private final ContentIndex.Question question;
    private final int mostPerFile;
    private final Deadline deadline;
    private final int[] counts;
    private final long enough;
    private final AtomicInteger next;
    private final AtomicLong found = new AtomicLong();

    /**
     * @param first
     *            the file to begin with
     * @param mostPerFile
     *            so many hits of a file count
     * @param enough
     *            no further files are looked at once there are so many hits
     */
    Sweep(FileList files, int first, LinePattern pattern, ContentIndex.Question question, int mostPerFile,
            long enough, Deadline deadline) {
        this.files = files;
        this.pattern = pattern;
        this.question = question;
        this.mostPerFile = mostPerFile;
        this.enough = enough;
        this.deadline = deadline;
        this.next = new AtomicInteger(first);
        this.counts = new int[files.size()];
        Arrays.fill(counts, UNKNOWN);
    }

    /**
     * Looks through all files, or until there is enough or no time left.
     *
     * @param contents
     *            one for each thread
     * @return the blobs that were read without need, had somebody known what they hold
     */
    List<ObjectId> run(Supplier<Contents> contents) throws IOException {
        List<Part> parts = new ArrayList<>();
        int left = counts.length - next.get();
        // A few files are looked through sooner than a second thread begins.
        int threads = left <= FILES_AT_A_TIME ? 1 : SearchThreads.most();
        for (int i = 0; i < threads; i++)
            parts.add(new Part(contents.get()));
        SearchThreads.run(parts.getFirst(), parts.subList(1, threads));
        List<ObjectId> unknown = new ArrayList<>();
        for (Part part : parts)
            unknown.addAll(part.unknown);
        return unknown;
    }

    /** The hits of a file, {@link #UNKNOWN} or {@link #SKIPPED}. */
    int count(int file) {
        return counts[file];
    }

    /** What one thread does. */
    private final class Part implements SearchThreads.Work {
        private final Contents contents;
        private final LineScanner scanner = pattern.scanner(deadline);
        private final MutableObjectId id = new MutableObjectId();
        private final List<ObjectId> unknown = new ArrayList<>();

        Part(Contents contents) {
            this.contents = contents;
        }

        @Override
        public void run() throws IOException {
            try (contents) {
                // Files are taken in order, and all that are taken are done: what is counted has no gaps.
                while (found.get() < enough) {
                    int first = next.getAndAdd(FILES_AT_A_TIME);
                    if (first >= counts.length)
                        return;
                    deadline.pass();
                    int sum = 0;
                    for (int file = first; file < Math.min(first + FILES_AT_A_TIME, counts.length); file++) {
                        counts[file] = countIn(file);
                        sum += Math.max(0, counts[file]);
                    }
                    found.addAndGet(sum);
                }
            } catch (OutOfTimeException over) {
                next.set(counts.length);
            }
        }

        private int countIn(int file) throws IOException {
            files.copyId(file, id);
            if (!contents.findInMemory(id)) {
                ContentIndex.Answer answer = question.about(id);
                if (answer == ContentIndex.Answer.NO)
                    return 0;
                deadline.pass();
                if (!contents.readPacked(id))
                    return SKIPPED;
                if (answer == ContentIndex.Answer.UNKNOWN && unknown.size() < MOST_TO_LEARN)
                    unknown.add(id.toObjectId());
            }
            if (contents.isTooLarge())
                return SKIPPED;
            if (contents.length() > BYTES_BETWEEN_LOOKS)
                deadline.pass();
            int count = scanner.count(contents.bytes(), contents.start(), contents.end(), mostPerFile);
            return count > 0 && isBinary(contents) ? 0 : count;
        }
    }

    /** Whether a file has NUL among its first bytes, as Git tells it. */
    static boolean isBinary(Contents contents) {
        byte[] bytes = contents.bytes();
        int end = Math.min(contents.end(), contents.start() + BYTES_THAT_TELL_BINARY);
        for (int at = contents.start(); at < end; at++) {
            if (bytes[at] == 0)
                return true;
        }
        return false;
    }
}
