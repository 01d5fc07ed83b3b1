package io.memgit.cluster.disk;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A segment of the log, by the name of its file: {@code log_0-99} holds entries 0 to 99, and
 * {@code log_inprogress_100} those from 100 on.
 *
 * @param file
 *            the file
 * @param start
 *            index of its first entry
 * @param end
 *            index of its last entry; {@link #OPEN} while it is written to
 */
record SegmentName(Path file, long start, long end) {

    static final long OPEN = -1;

    private static final Pattern NAME = Pattern.compile("log_(?:inprogress_(\\d{1,18})|(\\d{1,18})-(\\d{1,18}))");

    static Optional<SegmentName> parse(Path file) {
        Matcher name = NAME.matcher(Synced.name(file));
        if (!name.matches())
            return Optional.empty();
        return Optional.of(name.group(1) != null
                ? new SegmentName(file, Long.parseLong(name.group(1)), OPEN)
                : new SegmentName(file, Long.parseLong(name.group(2)), Long.parseLong(name.group(3))));
    }

    boolean isOpen() {
        return end == OPEN;
    }

    /** The name that the file gets when it is full. */
    Path closedAt(long last) {
        return file.resolveSibling("log_" + start + "-" + last);
    }
}
