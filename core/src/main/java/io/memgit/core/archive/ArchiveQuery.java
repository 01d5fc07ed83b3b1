package io.memgit.core.archive;

import io.memgit.core.browse.GitPath;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What is archived, and how.
 *
 * @param commit
 *            the commit, which gives the archive its time and is named in it; empty for a tree
 *            alone
 * @param tree
 *            the root, which paths and attributes are counted from
 * @param path
 *            the file or directory below it that is archived, under its full path
 * @param prefix
 *            what stands before every path
 * @param format
 *            the form
 */
public record ArchiveQuery(Optional<ObjectId> commit, ObjectId tree, GitPath path, ArchivePrefix prefix,
        ArchiveFormat format) {}
