package io.memgit.core.browse;

import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;

/** Decides which objects a caller may name by their id. */
@FunctionalInterface
public interface Visible {

    /**
     * Whether a ref that the caller may see reaches the commit or tag {@code id}.
     *
     * @throws IOException
     *             when the repository cannot be read
     */
    boolean visible(ObjectId id) throws IOException;
}
