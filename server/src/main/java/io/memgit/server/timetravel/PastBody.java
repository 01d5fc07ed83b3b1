package io.memgit.server.timetravel;

import io.memgit.server.commits.CommitView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A branch at a time.
 *
 * @param timestamp
 *            the time that was asked for
 * @param time
 *            the same
 * @param branch
 *            its short name
 * @param recordedAt
 *            when the server recorded that it came to point there; absent when that is not kept any
 *            more
 * @param commit
 *            where it pointed
 * @param files
 *            what was in it; absent where it was not asked for
 * @param truncated
 *            whether files are missing from the list; absent together with it
 */
record PastBody(Instant timestamp, Instant time, String branch, Optional<Instant> recordedAt, CommitView commit,
        Snapshot snapshot, Optional<List<PastFile>> files, Optional<Boolean> truncated) {

    /**
     * How much there was.
     *
     * @param filesCount
     *            files and symbolic links
     */
    record Snapshot(ObjectId commit, long filesCount) {}

    /**
     * One file.
     *
     * @param content
     *            the text, or its base64; of a symbolic link, the target
     * @param encoding
     *            {@code utf-8} for UTF-8 without NUL, else {@code base64}
     */
    record PastFile(String path, String content, String encoding) {}
}
