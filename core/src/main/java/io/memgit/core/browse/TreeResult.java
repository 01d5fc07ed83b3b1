package io.memgit.core.browse;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jgit.lib.ObjectId;

/** What listing a directory gives. */
public sealed interface TreeResult permits TreeResult.Listing, Missing, OtherType, Exceeded {

    /**
     * A page of a directory.
     *
     * @param tree
     *            the id of the directory
     * @param entries
     *            the page, in Git's order: as if the names of directories ended in a slash
     * @param total
     *            how many entries all pages have
     * @param next
     *            how many entries to skip for the next page; empty on the last one
     */
    record Listing(ObjectId tree, List<Entry> entries, int total, Optional<Integer> next) implements TreeResult {

        public Listing {
            entries = List.copyOf(entries);
        }
    }

    /**
     * An entry of a directory, or of a directory below it.
     *
     * @param path
     *            its path from the root
     * @param mode
     *            its mode
     * @param id
     *            the id of the blob, tree or commit
     * @param size
     *            the size in bytes of a file's or link's content
     * @param lastCommit
     *            the newest commit that changed it, where it was asked for and found within the
     *            limits
     */
    record Entry(GitPath path, EntryMode mode, ObjectId id, OptionalLong size, Optional<CommitDetails> lastCommit) {}
}
