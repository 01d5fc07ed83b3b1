package io.memgit.server.search;

import io.memgit.core.search.FilesResult;
import io.memgit.core.search.Span;
import io.memgit.server.reading.PathBytes;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Files that were found by their paths.
 *
 * @param query
 *            what was looked for
 * @param commit
 *            where; null in an empty repository and for a tree
 * @param results
 *            one page, in the order of the tree
 * @param total
 *            how many files all pages have; at least so many when it is truncated
 * @param count
 *            how many are on this page
 * @param limit
 *            the most on a page
 * @param offset
 *            how many come before this page
 * @param durationUs
 *            how long it took, in microseconds
 * @param truncated
 *            whether something was not looked at
 */
record FileSearchBody(String query, String ref, @Nullable ObjectId commit, List<FoundFile> results, int total,
        int count, int limit, int offset, @Nullable String nextCursor, long durationUs, boolean truncated) {

    /**
     * A file or symbolic link.
     *
     * @param path
     *            from the root
     * @param pathBase64
     *            the path's bytes, where it is not UTF-8
     * @param name
     *            the last name of the path
     * @param ref
     *            how the state was named
     * @param type
     *            {@code file} or {@code symlink}
     * @param mode
     *            six octal digits
     * @param size
     *            of the content in bytes
     * @param hash
     *            the blob
     * @param matches
     *            where the path matches, in bytes from 0
     */
    record FoundFile(String path, Optional<String> pathBase64, String name, String ref, String type, String mode,
            long size, ObjectId hash, List<Span> matches) {

        static FoundFile of(FilesResult.Found file, String ref) {
            return new FoundFile(file.path().text(), PathBytes.base64(file.path()), file.path().name(), ref,
                    file.mode().type().text(), file.mode().octal(), file.size(), file.blob(), file.matches());
        }
    }
}
