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
 */
public record ReadFrom(Optional<String> ref, Optional<Instant> at) {

    /** What the query says, {@code ref} included. */
    public static ReadFrom of(Call call) {
        return of(call, call.query().text("ref"));
    }

    /** A revision that is named elsewhere, and the rest of the query. */
    public static ReadFrom of(Call call, Optional<String> ref) {
        return new ReadFrom(ref, call.query().instant("at"));
    }

    /** A revision, and a time that may be in the query or in the body, where it is not both. */
    public static ReadFrom of(Call call, Optional<String> ref, Optional<Instant> bodyAt) {
        Optional<Instant> at = call.query().instant("at");
        if (at.isPresent() && bodyAt.isPresent() && !at.equals(bodyAt))
            throw Query.refused("at", "is given in the query and in the body, and differs");
        return new ReadFrom(ref, at.or(() -> bodyAt));
    }
}
