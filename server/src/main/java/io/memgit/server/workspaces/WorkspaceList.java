package io.memgit.server.workspaces;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the caller's workspaces. */
record WorkspaceList(List<WorkspaceBody> workspaces, int count, @Nullable String nextCursor) {}
