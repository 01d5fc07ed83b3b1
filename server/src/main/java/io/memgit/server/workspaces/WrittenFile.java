package io.memgit.server.workspaces;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A file that was just written; as a file that is read, but for its content where that is large.
 *
 * @param ref
 *            the workspace
 * @param commit
 *            the commit that holds the workspace's state
 * @param content
 *            null above 1 MiB
 * @param encoding
 *            {@code utf-8} or {@code base64}; null where there is no content
 */
record WrittenFile(String path, String ref, @Nullable ObjectId commit, @Nullable String content,
        @Nullable String encoding, long size, String mode, ObjectId hash) {}
