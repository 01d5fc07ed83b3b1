package io.memgit.server.workspaces;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the caller's stashes, newest first. */
record StashList(List<StashBody> stashes, int count, @Nullable String nextCursor) {}
