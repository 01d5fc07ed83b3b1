package io.memgit.server.workspaces;

import io.memgit.core.merge.Favor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which side wins where both changed the same lines. */
enum Side {
    OURS, THEIRS, NONE;

    static Favor favor(@Nullable Side side) {
        return side == null ? Favor.NONE : Favor.valueOf(side.name());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
