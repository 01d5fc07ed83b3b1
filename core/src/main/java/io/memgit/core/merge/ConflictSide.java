package io.memgit.core.merge;

import io.memgit.core.browse.EntryMode;
import io.memgit.core.browse.GitPath;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One of the three versions of a file in conflict.
 *
 * @param path
 *            where that side has it, which differs from the conflict's path after a rename
 * @param mode
 *            its mode
 * @param id
 *            its blob, or commit if it is a submodule; the blob may be one that the merge made,
 *            where
 *            the contents of a renamed file were merged before it met another file
 */
public record ConflictSide(GitPath path, EntryMode mode, ObjectId id) {}
