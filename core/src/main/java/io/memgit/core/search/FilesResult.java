package io.memgit.core.search;

import io.memgit.core.browse.EntryMode;
import io.memgit.core.browse.GitPath;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** What looking for files gives. */
public sealed interface FilesResult permits FilesResult.Page, Overloaded {

    /**
     * A page of files.
     *
     * @param files
     *            the files, in the order of the tree
     * @param total
     *            how many all pages have; at least so many when it is truncated
     * @param truncated
     *            whether something was not looked at
     * @param next
     *            how many to skip for the next page; empty on the last one
     */
    record Page(List<Found> files, int total, boolean truncated, Optional<Integer> next) implements FilesResult {

        public Page {
            files = List.copyOf(files);
        }
    }

    /**
     * A file or symbolic link.
     *
     * @param size
     *            the size of its content in bytes
     * @param matches
     *            where in its path the pattern is
     */
    record Found(GitPath path, EntryMode mode, ObjectId blob, long size, List<Span> matches) {}
}
