package io.memgit.server.repos;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of repositories. */
record RepoList(List<RepoBody> repositories, int count, @Nullable String nextCursor) {}
