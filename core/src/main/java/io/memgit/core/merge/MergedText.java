package io.memgit.core.merge;

import java.util.List;

/**
 * What a text was merged to.
 *
 * @param bytes
 *            the text, with markers where it is in conflict
 * @param hunks
 *            the conflicts; none when it is merged
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record MergedText(byte[] bytes, List<ConflictHunk> hunks) {

    static MergedText clean(byte[] bytes) {
        return new MergedText(bytes, List.of());
    }

    boolean isClean() {
        return hunks.isEmpty();
    }
}
