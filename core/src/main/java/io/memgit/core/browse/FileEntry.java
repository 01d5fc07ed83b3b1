package io.memgit.core.browse;

import org.eclipse.jgit.lib.ObjectId;

/**
 * A file or symbolic link of a tree.
 *
 * @param path
 *            its path from the root
 * @param mode
 *            its mode
 * @param blob
 *            the id of its content
 * @param size
 *            the size of its content in bytes
 */
public record FileEntry(GitPath path, EntryMode mode, ObjectId blob, long size) implements FileResult {}
