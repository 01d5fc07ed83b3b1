package io.memgit.server.workspaces;

import io.memgit.server.commits.ActionBody;
import org.jspecify.annotations.Nullable;

/**
 * A file to be written, as JSON.
 *
 * @param content
 *            may be empty
 * @param encoding
 *            utf-8 when it is not given
 * @param mode
 *            the file keeps its own, or is 100644, when it is not given
 */
record PutFile(String content, ActionBody.@Nullable Encoding encoding, ActionBody.@Nullable Mode mode) {}
