package io.memgit.server.commits;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of history, newest first. */
record CommitList(List<CommitView> commits, int count, @Nullable String nextCursor) {}
