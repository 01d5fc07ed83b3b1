package io.memgit.server.refs;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.memgit.core.ref.RefUpdate;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A ref that was put back.
 *
 * @param name
 *            the full name
 * @param hash
 *            where it points now
 * @param peeled
 *            what an annotated tag leads to
 * @param old
 *            where it pointed before, zeros where it had been deleted
 * @param target
 *            {@code new} in JSON: the same as {@code hash}
 * @param at
 *            the time of which it is
 */
record RestoredRef(String name, ObjectId hash, Optional<ObjectId> peeled, ObjectId old,
        @JsonProperty("new") ObjectId target, Instant at) {

    static RestoredRef of(RefUpdate update, Instant at) {
        return new RestoredRef(update.name().value(), update.newId(), Optional.ofNullable(update.peeled()),
                update.oldId(), update.newId(), at);
    }
}
