package io.memgit.server.workspaces;

import io.memgit.server.commits.ActionBody;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to write or add a file.
 *
 * @param content
 *            may be empty; where a file is added and none is given, it is staged as it is
 * @param encoding
 *            utf-8 when it is not given
 * @param mode
 *            the file keeps its own, or is 100644, when it is not given
 * @param workspace
 *            the caller's own when neither this nor one of the next two is given
 * @param branch
 *            the caller's own for this branch
 * @param tx
 *            a transaction
 */
record WriteFile(String path, @Nullable String content, ActionBody.@Nullable Encoding encoding,
        ActionBody.@Nullable Mode mode, @Nullable String workspace, @Nullable String branch, @Nullable String tx) {}
