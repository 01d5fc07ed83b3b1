package io.memgit.core.blame;

import io.memgit.core.browse.GitPath;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** What asking for the origins of lines gives. */
public sealed interface BlameResult {

    /**
     * The origins.
     *
     * @param lines
     *            those that were asked for, in order
     * @param total
     *            how many the file has
     */
    record Blamed(List<Line> lines, int total) implements BlameResult {
        public Blamed {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One line.
     *
     * @param number
     *            counted from 1
     * @param content
     *            without its line feed; not to be changed
     * @param commit
     *            the one that brought it
     * @param path
     *            what the file was called then
     * @param originalNumber
     *            which line it was then, counted from 1
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Line(int number, byte[] content, ObjectId commit, GitPath path, int originalNumber) {}

    /** The file is none of lines: NUL is among its first bytes. */
    record Binary() implements BlameResult {}

    /**
     * The first line that was asked for comes after the last one.
     *
     * @param total
     *            how many there are
     */
    record NoSuchLine(int total) implements BlameResult {}

    /**
     * It was given up.
     *
     * @param limit
     *            the name of the limit that was met
     */
    record Exceeded(String limit) implements BlameResult {}
}
