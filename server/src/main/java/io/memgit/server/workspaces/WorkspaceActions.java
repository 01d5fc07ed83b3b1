package io.memgit.server.workspaces;

import io.memgit.server.commits.ActionBody;
import java.util.List;

/** The body of a request to change files, all or none. */
record WorkspaceActions(List<ActionBody> actions) {}
