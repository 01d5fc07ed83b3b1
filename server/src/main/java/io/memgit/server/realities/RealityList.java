package io.memgit.server.realities;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of realities. */
record RealityList(List<RealityBody> realities, int count, @Nullable String nextCursor) {}
