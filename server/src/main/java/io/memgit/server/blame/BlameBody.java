package io.memgit.server.blame;

import io.memgit.core.blame.BlameResult.Line;
import io.memgit.core.browse.CommitDetails;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The lines of a file and where they come from.
 *
 * @param ref
 *            the revision as it was named
 * @param commit
 *            the commit it was read at
 * @param lines
 *            those that were asked for
 * @param total
 *            how many the file has
 */
record BlameBody(String path, String ref, ObjectId commit, List<BlamedLine> lines, int total) {

    /**
     * One line.
     *
     * @param lineNumber
     *            counted from 1
     * @param content
     *            without its line feed, U+FFFD for what is not UTF-8
     * @param commitHash
     *            the commit that brought it
     * @param originalPath
     *            what the file was called then
     * @param originalLine
     *            which line it was then
     * @param author
     *            the name of that commit's author
     * @param email
     *            their address
     * @param timestamp
     *            when they wrote it, in UTC
     * @param message
     *            the first line of what the commit says
     */
    record BlamedLine(int lineNumber, String content, ObjectId commitHash, String originalPath, int originalLine,
            String author, String email, Instant timestamp, String message) {

        static BlamedLine of(Line line, CommitDetails commit) {
            String message = commit.message().strip();
            int end = message.indexOf('\n');
            return new BlamedLine(line.number(), new String(line.content(), StandardCharsets.UTF_8), line.commit(),
                    line.path().text(), line.originalNumber(), commit.author().name(), commit.author().email(),
                    commit.author().time(), end < 0 ? message : message.substring(0, end));
        }
    }
}
