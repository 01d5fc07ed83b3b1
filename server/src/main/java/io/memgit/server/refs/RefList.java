package io.memgit.server.refs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of refs, or those that were changed. */
record RefList(List<RefBody> refs, int count, @Nullable String nextCursor) {}
