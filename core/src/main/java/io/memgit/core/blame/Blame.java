package io.memgit.core.blame;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.FileEntry;
import io.memgit.core.limits.BrowseLimits;
import io.memgit.core.limits.Limits;
import io.memgit.core.line.LineChanges;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** The door to the origins of lines. Safe for use by many threads. */
public final class Blame {

    /** As Git does: a file is binary when NUL is among its first bytes. */
    private static final int BYTES_THAT_TELL_BINARY = 8_000;
    /** About what a line takes in an answer, besides its content. */
    private static final int LINE_BYTES = 400;

    private final BrowseLimits limits;
    private final Browse browse;
    private final LongSupplier nanoTime;

    public Blame(Limits limits) {
        this(limits, System::nanoTime);
    }

    /**
     * @param nanoTime
     *            a clock that only goes forward
     */
    Blame(Limits limits, LongSupplier nanoTime) {
        this.limits = limits.browse();
        this.browse = new Browse(limits);
        this.nanoTime = nanoTime;
    }

    /**
     * Which lines are asked for, counted from 1.
     *
     * @param first
     *            1 or more
     * @param last
     *            not before the first one; may be after the end of the file
     */
    public record Range(int first, int last) {

        /** The whole file. */
        public static final Range ALL = new Range(1, Integer.MAX_VALUE);

        /**
         * @throws IllegalArgumentException
         *             for a range of nothing
         */
        public Range {
            if (first < 1 || last < first)
                throw new IllegalArgumentException("lines " + first + " to " + last);
        }
    }

    /**
     * Finds where the lines of a file come from.
     *
     * @param commit
     *            the one whose file it is
     * @param file
     *            a file or link in its tree
     * @throws IOException
     *             when the repository cannot be read
     */
    public BlameResult of(Repository repository, ObjectId commit, FileEntry file, Range range) throws IOException {
        if (file.size() > limits.diffSize().bytes())
            return new BlameResult.Exceeded("browse.diff_size");
        try (ObjectReader reader = repository.newObjectReader()) {
            byte[] content = reader.open(file.blob(), Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE);
            if (isBinary(content))
                return new BlameResult.Binary();
            LineChanges changes = new LineChanges(limits.walkTime(), nanoTime);
            LineChanges.Lines lines = changes.lines(content);
            if (lines.count() > 0 && range.first() > lines.count())
                return new BlameResult.NoSuchLine(lines.count());
            int last = Math.min(range.last(), lines.count());
            if (content.length + (last - range.first() + 1L) * LINE_BYTES > limits.batchSize().bytes())
                return new BlameResult.Exceeded("browse.batch_size");
            return new BlameRun(repository, reader, browse, limits, changes)
                    .find(commit, file, lines, range.first() - 1, last);
        } catch (LineChanges.TooLongException e) {
            return new BlameResult.Exceeded("browse.walk_time");
        } catch (BlameRun.TooLargeException e) {
            return new BlameResult.Exceeded("browse.diff_size");
        } catch (BlameRun.TooFarException e) {
            return new BlameResult.Exceeded("browse.walk_commits");
        }
    }

    private static boolean isBinary(byte[] content) {
        for (int i = 0; i < Math.min(content.length, BYTES_THAT_TELL_BINARY); i++) {
            if (content[i] == 0)
                return true;
        }
        return false;
    }
}
