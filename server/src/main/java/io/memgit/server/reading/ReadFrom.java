package io.memgit.server.reading;

import io.memgit.server.web.Call;
import io.memgit.server.web.Query;
import java.time.Instant;
import java.util.Optional;

/**
 * How a request says which state it reads.
 *
 * @param ref
 *            the revision; empty for the default branch
 * @param at
 *            the time of which the revision is read; empty for now
 * @param uncommitted
 *            the workspace that is read in place of a revision
 */
public record ReadFrom(Optional<String> ref, Optional<Instant> at, Optional<Uncommitted> uncommitted) {

    /**
     * The uncommitted state of a caller.
     *
     * @param workspace
     *            its id
     * @param base
     *            whether the commit is meant on which it stands: there is no history of what is not
     *            committed
     */
    public record Uncommitted(Call call, String workspace, boolean base) {}

    /** A revision, and a time. */
    public ReadFrom(Optional<String> ref, Optional<Instant> at) {
        this(ref, at, Optional.empty());
    }

    /** What the query says, {@code ref} included. */
    public static ReadFrom of(Call call) {
        return orWorkspace(call, call.query().text("ref"), Optional.empty(), Optional.empty());
    }

    /**
     * A revision that is named elsewhere, and the rest of the query, where a workspace stands for none.
     */
    public static ReadFrom of(Call call, Optional<String> ref) {
        return of(call, ref, Optional.empty(), Optional.empty());
    }

    /** A revision, and a time that may be in the query or in the body, where it is not both. */
    public static ReadFrom of(Call call, Optional<String> ref, Optional<Instant> bodyAt) {
        return of(call, ref, bodyAt, Optional.empty());
    }

    /**
     * A revision, and a time and a workspace that may be in the query or in the body, where it is not
     * both.
     */
    public static ReadFrom of(Call call, Optional<String> ref, Optional<Instant> bodyAt,
            Optional<String> bodyWorkspace) {
        Optional<Instant> at = either("at", call.query().instant("at"), bodyAt);
        Optional<String> workspace = either("workspace", call.query().text("workspace"), bodyWorkspace);
        if (at.isPresent() && workspace.isPresent())
            throw Query.refused("at", "does not go with workspace, which is what it is now");
        return new ReadFrom(ref, at, ref.isPresent()
                ? Optional.empty()
                : workspace.map(id -> new Uncommitted(call, id, false)));
    }

    /**
     * The same where the revision is what a workspace is read in place of, so that both together are
     * refused.
     */
    public static ReadFrom orWorkspace(Call call, Optional<String> ref, Optional<Instant> bodyAt,
            Optional<String> bodyWorkspace) {
        if (ref.isPresent() && (bodyWorkspace.isPresent() || call.query().text("workspace").isPresent()))
            throw Query.refused("workspace", "is given in place of ref, and not with it");
        return of(call, ref, bodyAt, bodyWorkspace);
    }

    private static <T> Optional<T> either(String name, Optional<T> inQuery, Optional<T> inBody) {
        if (inQuery.isPresent() && inBody.isPresent() && !inQuery.equals(inBody))
            throw Query.refused(name, "is given in the query and in the body, and differs");
        return inQuery.or(() -> inBody);
    }

    /** The same, but that of a workspace its base is meant. */
    public ReadFrom committed() {
        return new ReadFrom(ref, at, uncommitted.map(u -> new Uncommitted(u.call, u.workspace, true)));
    }
}
