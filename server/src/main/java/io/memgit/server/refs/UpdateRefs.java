package io.memgit.server.refs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to change refs, all or none.
 *
 * @param updates
 *            each ref at most once
 */
record UpdateRefs(List<Update> updates) {

    /**
     * One ref.
     *
     * @param name
     *            the full name, such as {@code refs/heads/main}
     * @param old
     *            where it must point, zeros for "must not exist"; wherever it does when not given
     * @param target
     *            {@code new} in JSON: where it is to point, zeros to delete it
     * @param force
     *            whether a branch may lose commits by it
     */
    record Update(String name, @Nullable ObjectId old, @JsonProperty("new") ObjectId target, boolean force) {}
}
