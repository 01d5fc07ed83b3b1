package io.memgit.server.files;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A page of a directory, in Git's order.
 *
 * @param path
 *            the directory, empty for the root
 * @param ref
 *            the revision as it was named
 * @param commit
 *            the commit it was read at; null in an empty repository, and where a tag names a tree
 * @param tree
 *            the id of the directory
 * @param total
 *            entries of all pages
 * @param count
 *            entries of this page
 * @param nextCursor
 *            null on the last page
 */
record TreeBody(String path, String ref, @Nullable ObjectId commit, ObjectId tree, List<TreeEntry> entries, int total,
        int count, @Nullable String nextCursor) {}
